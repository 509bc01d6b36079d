"""Your function rejects only people with more than 100 points. Fewer than 100 is just as meaningless.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    total = weights.groupby("resp")["points"].sum()
    valid = total <= 100
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
