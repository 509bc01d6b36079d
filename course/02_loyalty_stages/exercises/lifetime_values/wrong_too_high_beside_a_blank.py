"""Your function does not stop at a retention that is too high if its margin is missing. Such a retention is still an error.

Fails: lifetime_values_limits
"""

import numpy as np


def lifetime_values(segments, rate):
    values = {}
    for name, margin, kept in zip(segments["segment"], segments["margin"], segments["retention"]):
        if np.isnan(margin) or np.isnan(kept):
            values[name] = np.nan
        elif kept >= 1 + rate:
            raise ValueError("retention too high")
        else:
            values[name] = margin * kept / (1 + rate - kept)
    return values
