"""Churn stands where retention belongs. A customer who rarely stays comes out as worth much.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    if (segments["retention"] >= 1 + rate).any():
        raise ValueError("retention too high")
    churn = 1 - segments["retention"]
    return dict(zip(segments["segment"], segments["margin"] * churn / (1 + rate - churn)))
