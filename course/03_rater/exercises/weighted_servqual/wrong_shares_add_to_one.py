"""It asks whether the points, each divided by a hundred, make exactly 1. Computers round fractions, so valid people are turned away: add whole points and compare with 100.

Fails: weighted_servqual_values
"""


def weighted_servqual(weights):
    share = weights["points"] / 100
    people = (share * weights["gap"]).groupby(weights["resp"]).sum()
    valid = share.groupby(weights["resp"]).apply(lambda part: sum(part.tolist())) == 1
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
