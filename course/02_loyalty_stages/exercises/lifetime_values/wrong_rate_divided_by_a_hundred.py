"""Your function divides the discount rate by 100. The rate is already a fraction, as the formula needs it.

Fails: lifetime_values_values, lifetime_values_limits
"""


def lifetime_values(segments, rate):
    d = rate / 100
    if (segments["retention"] >= 1 + rate).any():
        raise ValueError
    v = segments["margin"] * segments["retention"] / (1 + d - segments["retention"])
    return dict(zip(segments["segment"], v))
