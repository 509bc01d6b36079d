"""Your function leaves out the discount rate. Money that comes later is worth less today.

Fails: lifetime_values_values, lifetime_values_limits
"""

import numpy as np


def lifetime_values(segments, rate):
    m, r = segments["margin"], segments["retention"]
    if (r >= 1 + rate).any():
        raise ValueError
    return dict(zip(segments["segment"], (m * r / (1 - r)).replace(np.inf, np.nan)))
