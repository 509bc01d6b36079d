"""Your function leaves out the cancelled orders but still includes the refunded ones. A refund undoes the purchase, too.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    valid = orders[orders["status"] != "cancelled"]
    buyers = set(valid["customer_id"])
    users = set(valid["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
