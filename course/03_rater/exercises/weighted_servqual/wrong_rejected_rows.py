"""The score is right, but your function counts rejected rows. The task asks for people, and each person has several rows.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    total = weights.groupby("resp")["points"].transform("sum")
    kept = weights[total == 100]
    people = (kept["points"] / 100 * kept["gap"]).groupby(kept["resp"]).sum()
    return {"score": people.mean(), "rejected": int((total != 100).sum())}
