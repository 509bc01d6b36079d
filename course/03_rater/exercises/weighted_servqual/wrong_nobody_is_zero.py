"""Your function returns a score of 0 when nobody is valid, as if expectations had been met exactly. There is no score then, so return NaN.

Fails: weighted_servqual_rejected
"""


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    valid = weights.groupby("resp")["points"].sum() == 100
    score = people[valid].mean() if valid.any() else 0
    return {"score": score, "rejected": int((~valid).sum())}
