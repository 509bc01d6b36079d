"""People whose points do not add to 100 are counted as rejected, but their scores are still in the mean.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).sum()
    rejected = (weights.groupby("resp")["points"].sum() != 100).sum()
    return {"score": people.mean(), "rejected": int(rejected)}
