"""Your function uses the variant in which the first margin is earned at once. Here it comes after a year, if the customer stays.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * (1 + rate) / (1 + rate - retention)))
