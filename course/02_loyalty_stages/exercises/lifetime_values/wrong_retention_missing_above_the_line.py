"""Your function leaves retention out of the numerator, as if the first year's margin were certain. It comes only if the customer stays.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] / (1 + rate - retention)))
