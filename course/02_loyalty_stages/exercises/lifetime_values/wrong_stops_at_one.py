"""Your function stops at a retention of exactly 1. The formula holds up to, but not including, 1 + rate.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / (1 + rate - retention)))
