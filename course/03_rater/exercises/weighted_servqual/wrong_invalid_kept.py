"""Your function counts people whose points do not add up to 100 as rejected, but keeps their scores in the mean. Leave them out of it.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).sum()
    rejected = (weights.groupby("resp")["points"].sum() != 100).sum()
    return {"score": people.mean(), "rejected": int(rejected)}
