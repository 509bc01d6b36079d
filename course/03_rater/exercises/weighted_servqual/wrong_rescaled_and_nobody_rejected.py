"""Your function rescales points until they add up to 100. The task asks you to reject such people, and to count them.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    p = weights.groupby("resp")["points"].transform("sum")
    s = (weights["points"] / p * weights["gap"]).groupby(weights["resp"]).sum()
    return {"score": s.mean(), "rejected": 0}
