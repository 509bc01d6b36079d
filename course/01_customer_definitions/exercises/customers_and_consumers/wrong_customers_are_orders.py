"""Your function counts people as consumers, but orders as customers. A buyer with three orders is still one customer.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = completed["customer_id"]
    users = set(completed["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(set(buyers) & users)}
