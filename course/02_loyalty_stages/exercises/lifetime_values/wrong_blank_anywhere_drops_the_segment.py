"""Your function gives a missing value for a segment because of a blank in a column that plays no part here. Only margin and retention matter.

Fails: lifetime_values_limits
"""

import numpy as np


def lifetime_values(segments, rate):
    known = segments.dropna()
    retention = known["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    values = dict(zip(known["segment"], known["margin"] * retention / (1 + rate - retention)))
    return {name: values.get(name, np.nan) for name in segments["segment"]}
