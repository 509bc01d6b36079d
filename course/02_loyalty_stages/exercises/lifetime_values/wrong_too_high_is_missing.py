"""Where retention is too high, the value is quietly made missing. Such a table has a fault: stop with a ValueError.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values.where(retention < 1 + rate)))
