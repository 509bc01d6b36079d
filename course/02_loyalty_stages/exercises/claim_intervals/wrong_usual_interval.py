"""Your function uses the usual interval, p ± z√(p(1 − p)/n). That one fails near 0 and in small groups, so use Wilson's interval.

Fails: claim_intervals_values, claim_intervals_unknown
"""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {}
    for group, bought in offers.groupby("group")["bought"]:
        n, p = bought.count(), bought.mean()
        half = z * np.sqrt(p * (1 - p) / n) if n else np.nan
        result[group] = [100 * p, 100 * (p - half), 100 * (p + half)]
    return result
