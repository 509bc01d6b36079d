"""A retention of 0 stops the function. It is a possible rate, and the customers' value follows from the rule.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if ((retention <= 0) | (retention >= 1 + rate)).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / (1 + rate - retention)))
