"""Your function returns the names of the people. The task asks how many there are.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]
    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {"customers": buyers, "consumers": users, "both": buyers & users}
