"""The consumers leave out those who buy as well. Whoever uses something is a consumer, paid for or not.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]
    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users - buyers), "both": len(buyers & users)}
