"""When a retention is too high, your function quietly returns a missing value. That hides a fault in the table, so raise a ValueError instead.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values.where(retention < 1 + rate)))
