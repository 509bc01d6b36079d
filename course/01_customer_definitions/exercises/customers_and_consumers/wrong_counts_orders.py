"""For "customers" and "consumers", your function counts orders rather than people. Somebody who ordered three times is still one customer.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    users = completed["user_id"].dropna()
    both = set(completed["customer_id"]) & set(users)
    return {"customers": len(completed), "consumers": len(users), "both": len(both)}
