"""Your function treats an unknown answer as a no. Such an answer belongs neither to the buyers nor to n.

Fails: claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    for group, bought in offers.groupby("group")["bought"]:
        n, p = len(bought), bought.fillna(0).mean()
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (p + z**2 / (2 * n) + np.array([-half, half])) / (1 + z**2 / n)
        result[group] = [100 * p, 100 * low, 100 * high]
    return result
