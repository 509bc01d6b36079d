"""Your function also includes orders that were cancelled or refunded. Only a completed purchase makes someone a customer.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    buyers = set(orders["customer_id"])
    users = set(orders["user_id"].dropna())
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
