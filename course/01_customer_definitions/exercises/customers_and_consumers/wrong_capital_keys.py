"""The three keys are written with capital letters. Keys have to be as the task names them.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {"Customers": len(buyers), "Consumers": len(users), "Both": len(buyers & users)}
