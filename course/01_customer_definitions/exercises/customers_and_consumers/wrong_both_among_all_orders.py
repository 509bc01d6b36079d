"""For "both", your function also looks at orders that were cancelled or refunded. Only completed orders count there, too.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    done = orders[orders["status"] == "completed"]
    both = set(orders["customer_id"]) & set(orders["user_id"].dropna())
    return {
        "customers": done["customer_id"].nunique(),
        "consumers": done["user_id"].nunique(),
        "both": len(both),
    }
