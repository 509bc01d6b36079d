"""Your function swaps customers and consumers. Remember the two verbs: who buys, and who uses?

Fails: customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {"customers": len(users), "consumers": len(buyers), "both": len(buyers & users)}
