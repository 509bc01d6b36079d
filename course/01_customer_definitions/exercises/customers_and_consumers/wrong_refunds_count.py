"""The cancelled orders are gone, but refunded ones still count. There the purchase was undone, too.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    valid = orders[orders["status"] != "cancelled"]
    buyers = set(valid["customer_id"])
    users = set(valid["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
