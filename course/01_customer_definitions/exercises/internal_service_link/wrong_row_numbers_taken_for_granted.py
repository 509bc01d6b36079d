"""Rows are looked up by the numbers 0, 1, 2 …, which these rows do not have. A part of a bigger table keeps its old row numbers: go through the rows themselves.

Fails: internal_service_link_blanks
"""

import pandas as pd


def internal_service_link(departments):
    inside, outside = [], []
    for i in range(len(departments)):
        score, csat = departments["internal_score"][i], departments["external_csat"][i]
        if pd.notna(score) and pd.notna(csat):
            inside.append(score)
            outside.append(csat)
    if len(inside) < 3:
        return float("nan")
    return pd.Series(inside).rank().corr(pd.Series(outside).rank())
