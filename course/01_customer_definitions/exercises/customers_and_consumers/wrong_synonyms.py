"""Customers and consumers are treated as one and the same group. One buys, the other uses: they need two lists.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    people = set(completed["customer_id"]) | set(completed["user_id"].dropna())
    return {"customers": len(people), "consumers": len(people), "both": len(people)}
