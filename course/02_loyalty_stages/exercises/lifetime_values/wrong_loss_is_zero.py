"""Your function gives a segment that makes a loss a value of 0. Each year in which it stays costs money, so its value is below 0.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    kept = segments["retention"]
    if (kept >= 1 + rate).any():
        raise ValueError("a retention is too high")
    values = segments["margin"] * kept / (1 + rate - kept)
    return dict(zip(segments["segment"], values.clip(lower=0)))
