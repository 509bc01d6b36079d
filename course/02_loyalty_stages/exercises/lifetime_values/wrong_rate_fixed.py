"""Your function uses a fixed discount rate of 10 per cent. Use the rate that it is given.

Fails: lifetime_values_values
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1.1).any():
        raise ValueError("retention too high")
    return dict(zip(segments["segment"], segments["margin"] * retention / (1.1 - retention)))
