"""Your function leaves out every buyer who ever got a refund. Only that order does not count; what else they bought still does.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    bad = set(orders.loc[orders["status"] == "refunded", "customer_id"])
    done = orders[orders["status"] == "completed"]
    b, u = set(done["customer_id"]) - bad, set(done["user_id"].dropna())
    return {"customers": len(b), "consumers": len(u), "both": len(b & u)}
