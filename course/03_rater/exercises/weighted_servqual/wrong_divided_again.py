"""Your function divides each weighted sum by the number of dimensions as well. The points already act as weights, so no further division is needed.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).mean()
    valid = weights.groupby("resp")["points"].sum() == 100
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
