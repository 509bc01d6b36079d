"""Your function raises an error for any retention above 1. The formula breaks down only at 1 + rate or more.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if ((retention > 1) | (retention >= 1 + rate)).any():
        raise ValueError("retention too high")
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values))
