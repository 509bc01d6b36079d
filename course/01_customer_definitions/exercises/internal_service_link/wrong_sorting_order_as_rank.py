"""Your function correlates the positions that would sort the scores, not their ranks. A rank says which place each score takes.

Fails: internal_service_link_values, internal_service_link_blanks
"""

import numpy as np


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    if both["internal_score"].nunique() < 2 or both["external_csat"].nunique() < 2:
        return float("nan")
    inside = np.argsort(both["internal_score"].to_numpy(), kind="stable")
    outside = np.argsort(both["external_csat"].to_numpy(), kind="stable")
    return float(np.corrcoef(inside, outside)[0, 1])
