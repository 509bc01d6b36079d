"""The first two numbers leave out those who do both. Whoever buys is a customer, also if the same person uses it.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {
        "customers": len(buyers - users),
        "consumers": len(users - buyers),
        "both": len(buyers & users),
    }
