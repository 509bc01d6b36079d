"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

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
