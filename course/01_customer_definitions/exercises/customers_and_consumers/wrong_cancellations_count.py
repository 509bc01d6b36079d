"""Your function leaves out the refunded orders but still includes the cancelled ones. Nothing was bought on a cancelled order.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    valid = orders[orders["status"] != "refunded"]
    buyers = set(valid["customer_id"])
    users = set(valid["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
