"""When a retention is too high, your function quietly reduces it to 1. That hides a fault in the table, so raise a ValueError instead.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"].clip(upper=1)
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values))
