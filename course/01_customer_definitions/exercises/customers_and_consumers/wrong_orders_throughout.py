"""Your function counts orders in all three entries. Somebody who ordered three times is still one person.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    done = orders[orders["status"] == "completed"]
    return {
        "customers": done["customer_id"].count(),
        "consumers": done["user_id"].count(),
        "both": done["user_id"].isin(done["customer_id"]).sum(),
    }
