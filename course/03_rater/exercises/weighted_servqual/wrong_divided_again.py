"""After weighting, the score is divided by the number of dimensions once more. The points already add to one whole.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    people = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).mean()
    valid = weights.groupby("resp")["points"].sum() == 100
    return {"score": people[valid].mean(), "rejected": int((~valid).sum())}
