"""Your function assumes that an unknown user is the buyer. That is a guess, and it is wrong for many gifts.

Fails: customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].fillna(completed["customer_id"]))
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
