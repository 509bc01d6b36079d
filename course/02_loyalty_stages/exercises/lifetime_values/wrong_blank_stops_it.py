"""Your function stops at a blank retention, as if it were too high. A blank makes every comparison false, so ask whether any retention reaches 1 + rate.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if not (retention < 1 + rate).all():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / (1 + rate - retention)))
