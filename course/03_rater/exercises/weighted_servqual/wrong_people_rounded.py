"""Your function rounds the score of each person before it takes the mean. Round only the mean, if at all.

Fails: weighted_servqual_values
"""


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum().round(2)
    rows = weights.groupby("resp")["points"]
    valid = rows.sum() == 100
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
