"""Among the consumers, your function leaves out everyone who buys. Anyone who uses something is a consumer, whether they paid for it or not.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]
    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users - buyers), "both": len(buyers & users)}
