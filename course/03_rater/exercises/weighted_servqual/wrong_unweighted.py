"""Your function does not use the points: it returns the plain mean of the gaps. Look at the formula in the task again.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    valid = weights.groupby("resp")["points"].sum() == 100
    people = weights.groupby("resp")["gap"].mean()
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
