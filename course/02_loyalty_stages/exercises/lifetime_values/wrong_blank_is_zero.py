"""Your function returns 0 when margin or retention is blank, as if those customers were worthless. Their value is not known, so it should be missing (NaN).

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values.fillna(0)))
