"""Your function adds two buyers and two non-buyers to each group, which gives a similar interval. The task asks for Wilson's interval.

Fails: claim_intervals_values, claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    for group, bought in offers.groupby("group")["bought"]:
        n, p = bought.count(), bought.mean()
        m = n + 4
        q = (bought.sum() + 2) / m
        half = z * np.sqrt(q * (1 - q) / m)
        ends = [100 * (q - half), 100 * (q + half)] if n else [np.nan, np.nan]
        result[group] = [100 * p, *ends]
    return result
