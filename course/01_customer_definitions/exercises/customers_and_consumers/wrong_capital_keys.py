"""Your function writes the three keys with capital letters. Use the keys exactly as the task names them.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {"Customers": len(buyers), "Consumers": len(users), "Both": len(buyers & users)}
