"""Your function rounds the results to whole per cent, which is too coarse. Round to one decimal place, or do not round at all.

Fails: claim_intervals_values, claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    for group, bought in offers.groupby("group")["bought"]:
        n, p = bought.count(), bought.mean()
        if n == 0:
            result[group] = [np.nan] * 3
            continue
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (p + z**2 / (2 * n) + np.array([-half, half])) / (1 + z**2 / n)
        result[group] = [round(100 * p), round(100 * low), round(100 * high)]
    return result
