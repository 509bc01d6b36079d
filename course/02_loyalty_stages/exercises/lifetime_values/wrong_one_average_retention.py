"""Your function uses one average retention for all segments. The curve bends, so each segment needs its own.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    mean = retention.mean()
    return dict(zip(segments["segment"], segments["margin"] * mean / (1 + rate - mean)))
