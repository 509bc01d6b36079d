"""The score is right, but rows are counted where people are asked for. One rejected person has a row for each dimension.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    total = weights.groupby("resp")["points"].transform("sum")
    kept = weights[total == 100]
    people = (kept["points"] / 100 * kept["gap"]).groupby(kept["resp"]).sum()
    return {"score": people.mean(), "rejected": int((total != 100).sum())}
