"""The blank is counted as a consumer. It means that nobody knows who uses the thing, so it is no person.

Fails: customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"])
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
