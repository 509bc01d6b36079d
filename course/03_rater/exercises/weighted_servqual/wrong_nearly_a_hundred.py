"""Your function keeps people whose points nearly add up to 100. The task says exactly 100.

Fails: weighted_servqual_rejected
"""


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    total = weights.groupby("resp")["points"].sum()
    valid = (total - 100).abs() <= 5
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
