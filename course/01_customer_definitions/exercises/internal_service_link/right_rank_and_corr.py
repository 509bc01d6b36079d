"""Two ranks and their correlation, rounded."""

import numpy as np


def internal_service_link(departments):
    complete = departments[
        departments["internal_score"].notna() & departments["external_csat"].notna()
    ]
    if len(complete) < 3:
        return np.nan
    inside = complete["internal_score"].rank()
    outside = complete["external_csat"].rank()
    return round(inside.corr(outside), 3)
