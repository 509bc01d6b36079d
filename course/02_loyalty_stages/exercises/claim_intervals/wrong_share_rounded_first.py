"""Your function rounds the share of buyers to two decimal places before it uses it. Keep it unrounded until the end.

Fails: claim_intervals_values
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    for group, bought in offers.groupby("group")["bought"]:
        n, p = bought.count(), round(bought.mean(), 2)
        if n == 0:
            result[group] = [np.nan] * 3
            continue
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (p + z**2 / (2 * n) + np.array([-half, half])) / (1 + z**2 / n)
        result[group] = [100 * p, 100 * low, 100 * high]
    return result
