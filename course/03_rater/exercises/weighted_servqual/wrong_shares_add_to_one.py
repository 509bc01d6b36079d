"""Your function checks whether the points, divided by 100, add up to exactly 1. Computers round fractions, so valid people are rejected: add the whole points instead.

Fails: weighted_servqual_values
"""


def weighted_servqual(weights):
    share = weights["points"] / 100
    people = (share * weights["gap"]).groupby(weights["resp"]).sum()
    valid = share.groupby(weights["resp"]).apply(lambda part: sum(part.tolist())) == 1
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
