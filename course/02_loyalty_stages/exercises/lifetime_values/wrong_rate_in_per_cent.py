"""Your function multiplies the discount rate by 100. The rate is already a fraction, as the formula needs it.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(
        zip(segments["segment"], segments["margin"] * retention / (1 + 100 * rate - retention))
    )
