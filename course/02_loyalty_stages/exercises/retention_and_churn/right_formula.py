"""Counts S, E and N and puts them into the formula, rounded."""

import numpy as np


def retention_and_churn(members):
    club = members[["customer_id", "at_start", "at_end"]].drop_duplicates()
    s = club["at_start"].sum()
    e = club["at_end"].sum()
    n = ((club["at_start"] == 0) & (club["at_end"] == 1)).sum()
    if s == 0:
        return {"retention": np.nan, "churn": np.nan}
    retention = (e - n) / s
    return {"retention": round(100 * retention, 1), "churn": round(100 * (1 - retention), 1)}
