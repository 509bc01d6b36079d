"""Your function leaves out z in front of the square root, so the interval is too narrow. Compare that term with the formula.

Fails: claim_intervals_values, claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    r = {}
    z = 1.96
    for k, g in offers.groupby("group")["bought"]:
        n, p = g.count(), g.mean()
        if n == 0:
            r[k] = [np.nan] * 3
            continue
        m = p + z**2 / (2 * n)
        e = np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        d = 1 + z**2 / n
        r[k] = [100 * p, 100 * (m - e) / d, 100 * (m + e) / d]
    return r
