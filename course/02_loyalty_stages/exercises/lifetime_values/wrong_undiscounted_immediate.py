"""This is margin over churn: nothing is discounted, and the first margin comes at once. Use the formula of the task.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] / (1 - retention)))
