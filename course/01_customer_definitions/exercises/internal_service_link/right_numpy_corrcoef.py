"""Ranks by pandas, correlation by numpy."""

import numpy as np


def internal_service_link(departments):
    both = departments.dropna(subset=["external_csat"]).dropna(subset=["internal_score"])
    ranks = both[["internal_score", "external_csat"]].astype(float).rank()
    if len(ranks) < 3 or ranks.nunique().min() < 2:
        return np.nan
    return np.corrcoef(ranks["internal_score"], ranks["external_csat"])[0, 1]
