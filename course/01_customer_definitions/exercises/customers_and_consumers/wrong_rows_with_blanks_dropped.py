"""Your function drops every order whose user is unknown. The buyers on those orders still bought something.

Fails: customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"].dropna(subset=["user_id"])
    buyers = set(completed["customer_id"])
    users = set(completed["user_id"])
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
