"""Your function leaves out a segment that has a blank. Keep it, and report its value as missing (NaN).

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    if (segments["retention"] >= 1 + rate).any():
        raise ValueError
    s = segments.dropna(subset=["margin", "retention"]).set_index("segment")
    return (s["margin"] * s["retention"] / (1 + rate - s["retention"])).to_dict()
