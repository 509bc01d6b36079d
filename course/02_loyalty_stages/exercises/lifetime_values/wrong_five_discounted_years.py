"""Your function stops adding after five years. Some customers stay longer, and their margins belong to the value, too.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    retention = segments["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    factor = sum((retention / (1 + rate)) ** year for year in range(1, 6))
    return dict(zip(segments["segment"], segments["margin"] * factor))
