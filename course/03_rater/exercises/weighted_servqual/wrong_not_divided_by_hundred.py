"""The points are used as if they were weights of 30 or 40 whole units: divide them by 100.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] * weights["gap"]).groupby(weights["resp"]).sum()
    valid = weights.groupby("resp")["points"].sum() == 100
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
