"""Among the customers and the consumers, your function leaves out the people who do both. Someone who buys is a customer, even if the same person also uses what was bought.

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
