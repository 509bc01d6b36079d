"""For "both", your function counts everyone who buys or uses. The task asks for the people who do both.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers | users)}
