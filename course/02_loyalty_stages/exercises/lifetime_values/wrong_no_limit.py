"""Your function has no limit, so a retention in per cent, such as 80, gives a negative value. Raise a ValueError where the formula breaks down.

Fails: lifetime_values_limits
"""

import numpy as np


def lifetime_values(segments, rate):
    retention = segments["retention"]
    with np.errstate(divide="ignore"):
        values = segments["margin"] * retention / (1 + rate - retention)
    values = values.where(retention != 1 + rate, 0)
    return dict(zip(segments["segment"], values))
