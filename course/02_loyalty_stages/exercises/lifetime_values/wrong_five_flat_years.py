"""Your function adds five years' margins without discounting or further losses. The formula has no fixed horizon.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention * 5))
