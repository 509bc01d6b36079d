"""Your function rejects people with fewer than five rows. Only points that do not add up to 100 are a reason to reject somebody.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    rows = weights.groupby("resp")["points"]
    valid = (rows.sum() == 100) & (rows.size() == 5)
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
