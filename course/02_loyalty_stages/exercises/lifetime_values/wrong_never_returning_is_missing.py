"""Customers who never return are given as missing. Their value is known: no margin comes, so it is 0.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values.where(values > 0)))
