"""Your function leaves out the term z² ÷ 2n in the numerator, so the lower end falls below 0 when nobody bought. Compare your numerator with the formula.

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
        low, high = (p + np.array([-half, half])) / (1 + z**2 / n)
        result[group] = [100 * p, 100 * low, 100 * high]
    return result
