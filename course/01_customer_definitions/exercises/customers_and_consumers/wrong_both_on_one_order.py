"""Those who do both were looked for within single orders. Somebody may buy on one order and use what came with another.

Fails: customers_and_consumers_values
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    own = completed[completed["customer_id"] == completed["user_id"]]
    return {
        "customers": completed["customer_id"].nunique(),
        "consumers": completed["user_id"].nunique(),
        "both": own["customer_id"].nunique(),
    }
