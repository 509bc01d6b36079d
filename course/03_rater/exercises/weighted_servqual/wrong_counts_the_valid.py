"""The score is right, but your function counts the people it kept. Count those it rejected.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    total = weights.groupby("resp")["points"].sum()
    valid = total == 100
    return {"score": people[valid].mean(), "rejected": int(valid.sum())}
