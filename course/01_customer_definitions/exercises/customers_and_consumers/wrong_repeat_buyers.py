"""Your function counts only people with two or more orders as customers. One completed purchase is enough.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    number = completed["customer_id"].value_counts()
    buyers = set(number[number > 1].index)
    users = set(completed["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
