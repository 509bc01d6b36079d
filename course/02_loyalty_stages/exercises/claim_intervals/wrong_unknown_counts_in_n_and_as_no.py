"""Your function treats an unknown answer as a no. Such an answer belongs neither to the buyers nor to n.

Fails: claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    out = {}
    for g, b in offers.groupby("group")["bought"]:
        if b.count() == 0:
            out[g] = [np.nan] * 3
            continue
        n = len(b)
        p = b.sum() / n
        z = 1.96
        m = p + z**2 / (2 * n)
        w = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        d = 1 + z**2 / n
        out[g] = [100 * p, 100 * (m - w) / d, 100 * (m + w) / d]
    return out
