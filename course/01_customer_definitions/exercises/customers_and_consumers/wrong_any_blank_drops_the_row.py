"""Your function drops rows because of a blank in any column, even one that plays no part here. A blank matters only where you count users.

Fails: customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"].dropna()
    buyers = set(completed["customer_id"])
    users = set(completed["user_id"])
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
