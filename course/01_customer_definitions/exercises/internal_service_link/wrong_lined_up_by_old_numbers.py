"""Your function lines up the two columns by row numbers that no longer match. Drop the incomplete departments once, then take both columns from the rows that are left.

Fails: internal_service_link_values, internal_service_link_blanks
"""

import pandas as pd


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    inside = pd.Series(both["internal_score"].tolist()).rank()
    return inside.corr(both["external_csat"].rank())
