"""Your function sorts each column separately, so the two scores in a row no longer belong to the same department. Rank the scores, but leave them in their rows.

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
