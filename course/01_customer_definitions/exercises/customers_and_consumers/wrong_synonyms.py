"""Your function treats customers and consumers as one group. One buys and the other uses, so you need two separate lists of people.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    people = set(completed["customer_id"]) | set(completed["user_id"].dropna())
    return {"customers": len(people), "consumers": len(people), "both": len(people)}
