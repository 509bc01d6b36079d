"""Your function returns 0 for a retention of 0 even where the margin is blank. A blank comes first: without a margin the value is missing (NaN).

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values.mask(retention == 0, 0)))
