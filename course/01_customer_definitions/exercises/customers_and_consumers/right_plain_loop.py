"""Walks through the rows and fills two sets."""

import pandas as pd


def customers_and_consumers(orders):
    buyers, users = set(), set()
    for row in orders.itertuples():
        if row.status == "completed":
            buyers.add(row.customer_id)
            if not pd.isna(row.user_id):
                users.add(row.user_id)
    both = 0
    for person in buyers:
        if person in users:
            both += 1
    return {"customers": len(buyers), "consumers": len(users), "both": both}
