"""Your function lists a missing perspective once for each of its measures. Name each perspective only once.

Fails: scorecard_index_missing
"""


def scorecard_index(measures):
    known = measures[measures["actual"].notna()]
    up, down = known["actual"] / known["target"], known["target"] / known["actual"]
    score = 100 * up.where(known["higher"] == 1, down).clip(upper=1.2)
    mean = score.groupby(known["perspective"]).mean()
    weight = known.groupby("perspective")["weight"].first()
    missing = sorted(name for name in measures["perspective"] if name not in mean.index)
    return {"index": (mean * weight / weight.sum()).sum(min_count=1), "missing": missing}
