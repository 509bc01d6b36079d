"""Your function leaves out everybody who ever cancelled or returned an order. Only that order does not count; what else they bought still does.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    undone = orders.loc[orders["status"] != "completed", "customer_id"]
    kept = orders[~orders["customer_id"].isin(undone)]
    buyers, users = set(kept["customer_id"]), set(kept["user_id"].dropna())
    return {
        "customers": len(buyers),
        "consumers": len(users),
        "both": len(buyers & users),
    }
