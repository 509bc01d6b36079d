"""Filters with query and returns a Series."""

import pandas as pd


def retention_and_churn(members):
    people = members.drop_duplicates(subset="customer_id")
    start = people.query("at_start == 1")
    if len(start) == 0:
        return pd.Series({"retention": float("nan"), "churn": float("nan")})
    churn = len(start.query("at_end == 0")) / len(start) * 100
    return pd.Series({"churn": churn, "retention": 100 - churn})
