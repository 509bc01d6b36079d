"""Your function rounds the score to one decimal place, which is too coarse. Round to three decimal places, or not at all.

Fails: weighted_servqual_values
"""


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    total = weights.groupby("resp")["points"].sum()
    valid = total == 100
    return {"score": round(people[valid].mean(), 1), "rejected": int((~valid).sum())}
