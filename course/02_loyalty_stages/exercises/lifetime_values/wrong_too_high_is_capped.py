"""A retention that is too high is quietly cut down to 1. Such a table has a fault that somebody should hear of: stop with a ValueError.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"].clip(upper=1)
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values))
