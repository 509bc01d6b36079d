"""Your function counts the blank as a consumer. A blank means that nobody knows who uses the item, so it is not a person.

Fails: customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"])
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
