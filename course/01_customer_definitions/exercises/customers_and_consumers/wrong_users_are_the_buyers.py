"""The users were read from the buyers, so that all three numbers are alike. Which column says who uses?

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    return {"customers": len(buyers), "consumers": len(buyers), "both": len(buyers)}
