"""Your function returns the three numbers without names. The task asks for a dictionary, so that nobody mixes them up.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return [len(buyers), len(users), len(buyers & users)]
