"""Under the square root, your function divides z² by 4n instead of 4n², so the interval is too wide. Compare that term with the formula.

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
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n))
        low, high = (
            (p + z**2 / (2 * n) - half) / (1 + z**2 / n),
            (p + z**2 / (2 * n) + half) / (1 + z**2 / n),
        )
        result[group] = [100 * p, 100 * low, 100 * high]
    return result
