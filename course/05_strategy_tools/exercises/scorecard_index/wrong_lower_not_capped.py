"""Your function caps only the measures where higher is better. Cap the others too.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    known = measures[measures["actual"].notna()]
    up = (known["actual"] / known["target"]).clip(upper=1.2)
    down = known["target"] / known["actual"]
    score = 100 * up.where(known["higher"] == 1, down)
    mean = score.groupby(known["perspective"]).mean()
    weight = known.groupby("perspective")["weight"].first()
    missing = sorted(set(measures["perspective"]) - set(mean.index))
    return {"index": (mean * weight / weight.sum()).sum(min_count=1), "missing": missing}
