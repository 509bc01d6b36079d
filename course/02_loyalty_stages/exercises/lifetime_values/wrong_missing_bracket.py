"""Your function lacks brackets around the denominator. Division comes before addition and subtraction, so it divides by 1 alone.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / 1 + rate - retention))
