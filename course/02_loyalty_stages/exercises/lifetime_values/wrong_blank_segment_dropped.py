"""Your function leaves out a segment that has a blank. Keep it, and report its value as missing (NaN).

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    known = segments.dropna(subset=["margin", "retention"])
    retention = known["retention"]
    if (retention >= 1 + rate).any():
        raise ValueError("retention too high")
    return dict(zip(known["segment"], known["margin"] * retention / (1 + rate - retention)))
