"""A retention of exactly 1 stops the function. The formula holds up to, but not including, 1 + rate.

Fails: lifetime_values_values
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / (1 + rate - retention)))
