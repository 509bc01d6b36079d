"""Your function uses churn in place of retention, so a customer who rarely stays seems to be worth a lot. Which of the two does the formula need?

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    if (segments["retention"] >= 1 + rate).any():
        raise ValueError("retention too high")
    churn = 1 - segments["retention"]
    return dict(zip(segments["segment"], segments["margin"] * churn / (1 + rate - churn)))
