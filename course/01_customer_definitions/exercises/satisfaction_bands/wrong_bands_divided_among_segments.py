"""Your function divides the people of each band among the segments. The task divides the people of each segment among the bands.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""

import numpy as np


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    sign = np.sign(pairs["perform"] - pairs["expect"])
    totals = [max(1, (sign == k).sum()) for k in (-1, 0, 1)]
    r = {}
    for s in survey["segment"].unique():
        g = sign[pairs["segment"] == s]
        r[s] = (
            [100 * (g == k).sum() / t for k, t in zip((-1, 0, 1), totals)]
            if len(g)
            else [np.nan] * 3
        )
    r["all"] = [100 * (sign == k).mean() for k in (-1, 0, 1)]
    return r
