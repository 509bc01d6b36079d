"""Your function counts a perspective without any value as 0, which pulls the index down. Rescale the weights of the other perspectives instead.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    index = (mean * weight).sum(min_count=1) / weight.sum()
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
