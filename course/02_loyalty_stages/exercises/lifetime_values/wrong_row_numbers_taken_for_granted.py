"""Rows are looked up by the numbers 0, 1, 2 …, which these rows do not have. A part of a bigger table keeps its old row numbers: go through the rows themselves.

Fails: lifetime_values_limits
"""


def lifetime_values(segments, rate):
    result = {}
    for i in range(len(segments)):
        kept = segments["retention"][i]
        if kept >= 1 + rate:
            raise ValueError("retention too high")
        result[segments["segment"][i]] = segments["margin"][i] * kept / (1 + rate - kept)
    return result
