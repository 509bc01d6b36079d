"""Your function divides by the number of people in the whole company. The base of a segment is its own people.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""

import numpy as np


def satisfaction_bands(survey):
    done = survey.dropna(subset=["expect", "perform"])
    gap = done["perform"] - done["expect"]
    n = len(gap) or np.nan
    out = {}
    for seg in survey["segment"].unique():
        g = gap[done["segment"] == seg]
        out[seg] = [100 * (g < 0).sum() / n, 100 * (g == 0).sum() / n, 100 * (g > 0).sum() / n]
    out["all"] = [100 * (gap < 0).mean(), 100 * (gap == 0).mean(), 100 * (gap > 0).mean()]
    return out
