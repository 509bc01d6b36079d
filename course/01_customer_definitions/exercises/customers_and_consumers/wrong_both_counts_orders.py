"""For "both", your function counts orders whose buyer and user are the same. It should count people, each of them once.

Fails: customers_and_consumers_values
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    return {
        "customers": completed["customer_id"].nunique(),
        "consumers": completed["user_id"].nunique(),
        "both": int((completed["customer_id"] == completed["user_id"]).sum()),
    }
