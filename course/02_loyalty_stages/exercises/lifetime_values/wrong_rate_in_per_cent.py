"""The discount rate is multiplied by 100. It is given as a fraction, not in per cent.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(
        zip(segments["segment"], segments["margin"] * retention / (1 + 100 * rate - retention))
    )
