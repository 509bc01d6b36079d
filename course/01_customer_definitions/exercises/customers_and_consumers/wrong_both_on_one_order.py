"""For "both", your function looks for the same name on a single order. A person may buy on one order and use something from another.

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
