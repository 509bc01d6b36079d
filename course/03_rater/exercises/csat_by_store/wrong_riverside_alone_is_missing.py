"""Your function gives a missing value to Riverside alone, by its name. In other data another shop may have no ratings.

Fails: csat_by_store_empty_groups
"""

import numpy as np


def csat_by_store(survey):
    r = {}
    for s in survey["store"].unique():
        c = survey.loc[survey["store"] == s, "csat"].dropna()
        r[s] = np.nan if s == "Riverside" else 100 * (c >= 4).sum() / max(len(c), 1)
    c = survey["csat"].dropna()
    r["all"] = 100 * (c >= 4).mean()
    return r
