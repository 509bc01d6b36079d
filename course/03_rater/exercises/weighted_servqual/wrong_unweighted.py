"""The points are not used: this is the plain mean of the gaps.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    valid = weights.groupby("resp")["points"].sum() == 100
    people = weights.groupby("resp")["gap"].mean()
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
