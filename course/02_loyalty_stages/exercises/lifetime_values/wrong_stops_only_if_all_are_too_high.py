"""Your function stops only if the retention of every segment is too high. A single one is enough.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if len(segments) and (retention.dropna() >= 1 + rate).all():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / (1 + rate - retention)))
