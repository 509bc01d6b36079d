"""A bracket is missing: division comes before addition and subtraction, so only 1 stands below the line.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / 1 + rate - retention))
