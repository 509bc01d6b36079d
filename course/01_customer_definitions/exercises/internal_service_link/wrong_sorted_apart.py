"""Each column was sorted by itself, so that the scores no longer belong to one department. Rank them, but leave them in their rows.

Fails: internal_service_link_values, internal_service_link_blanks
"""

import pandas as pd


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    inside = pd.Series(sorted(both["internal_score"])).rank()
    outside = pd.Series(sorted(both["external_csat"])).rank()
    return inside.corr(outside)
