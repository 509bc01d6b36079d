"""Where margin or retention is blank, the value is 0, as if those customers were worthless. It is not known: missing (NaN).

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    values = segments["margin"] * retention / (1 + rate - retention)
    return dict(zip(segments["segment"], values.fillna(0)))
