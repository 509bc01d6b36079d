"""Your function uses the points as weights without dividing them by 100. Look at the formula in the task again.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] * weights["gap"]).groupby(weights["resp"]).sum()
    valid = weights.groupby("resp")["points"].sum() == 100
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
