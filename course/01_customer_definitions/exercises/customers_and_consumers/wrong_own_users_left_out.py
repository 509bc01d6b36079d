"""Your function counts someone as a consumer only if another person bought for them. People who buy for themselves are consumers, too.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    completed = orders[orders["status"] == "completed"]

    given = completed[completed["customer_id"] != completed["user_id"]]
    buyers = set(completed["customer_id"])
    users = set(completed["user_id"].dropna())
    return {
        "customers": len(buyers),
        "consumers": given["user_id"].nunique(),
        "both": len(buyers & users),
    }
