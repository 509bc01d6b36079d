"""Your function uses the buyers as the users, too, so all three numbers are equal. Which column says who uses the item?

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    return {"customers": len(buyers), "consumers": len(buyers), "both": len(buyers)}
