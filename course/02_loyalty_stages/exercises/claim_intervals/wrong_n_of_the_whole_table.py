"""Your function gets the rate right, but counts everyone in the table as n, so the interval is too narrow. How certain a rate is depends on the people in that group.

Fails: claim_intervals_values, claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    for group, bought in offers.groupby("group")["bought"]:
        if bought.count() == 0:
            result[group] = [np.nan] * 3
            continue
        n, p = offers["bought"].count(), bought.mean()
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (p + z**2 / (2 * n) + np.array([-half, half])) / (1 + z**2 / n)
        result[group] = [100 * p, 100 * low, 100 * high]
    return result
