"""The buyers come from completed orders, but the users from all orders. What was cancelled or sent back is used by nobody.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(orders["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
