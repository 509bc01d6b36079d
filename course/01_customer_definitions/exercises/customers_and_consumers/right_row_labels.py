"""Looks every row up by its own label."""

import pandas as pd


def customers_and_consumers(orders):
    buyers, users = [], []
    for label in orders.index:
        if orders.loc[label, "status"] != "completed":
            continue
        buyers.append(orders.loc[label, "customer_id"])
        if pd.notna(orders.loc[label, "user_id"]):
            users.append(orders.loc[label, "user_id"])
    both = set(buyers).intersection(users)
    return {"customers": len(set(buyers)), "consumers": len(set(users)), "both": len(both)}
