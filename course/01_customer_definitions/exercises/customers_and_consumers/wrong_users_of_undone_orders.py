"""Your function takes the buyers from the completed orders but the users from all orders. Nobody uses what was cancelled or sent back.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(orders["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
