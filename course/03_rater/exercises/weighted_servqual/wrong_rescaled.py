"""Your function rescales points until they add up to 100. The task asks you to reject such people, and to count them.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    total = weights.groupby("resp")["points"].transform("sum")
    people = (weights["points"] / total * weights["gap"]).groupby(weights["resp"]).sum()
    rejected = weights[total != 100]["resp"].nunique()
    return {"score": people.mean(), "rejected": rejected}
