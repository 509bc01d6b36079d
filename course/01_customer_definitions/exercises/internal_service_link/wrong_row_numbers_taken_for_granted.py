"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

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
