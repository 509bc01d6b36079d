"""Your function rejects nobody. Weights are meaningless if the points do not add up to exactly 100, so reject and count the people concerned.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).sum()
    return {"score": people.mean(), "rejected": 0}
