"""Your function drops people because of blanks in columns that play no part here. Only a blank in the column "bought" leaves somebody out.

Fails: claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    kept = offers.dropna()
    for group in offers["group"].unique():
        bought = kept.loc[kept["group"] == group, "bought"]
        n, p = bought.count(), bought.mean()
        if n == 0:
            result[group] = [np.nan] * 3
            continue
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (p + z**2 / (2 * n) + np.array([-half, half])) / (1 + z**2 / n)
        result[group] = [100 * p, 100 * low, 100 * high]
    return result
