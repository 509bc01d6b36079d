"""Your function leaves out a group without any known answers. Keep it, with three missing values (NaN).

Fails: claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    for group, bought in offers.dropna(subset=["bought"]).groupby("group")["bought"]:
        n, p = bought.count(), bought.mean()
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (p + z**2 / (2 * n) + np.array([-half, half])) / (1 + z**2 / n)
        result[group] = [100 * p, 100 * low, 100 * high]
    return result
