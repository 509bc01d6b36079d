"""Nobody is rejected. Points that do not add to exactly 100 make a person's weights meaningless: reject and count those people.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).sum()
    return {"score": people.mean(), "rejected": 0}
