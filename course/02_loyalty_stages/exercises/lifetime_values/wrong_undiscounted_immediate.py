"""Your function divides margin by churn, so nothing is discounted and the first margin comes at once. Use the formula that the lesson gives.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] / (1 - retention)))
