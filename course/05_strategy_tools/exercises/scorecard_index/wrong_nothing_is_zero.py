"""Your function returns an index of 0 when nothing can be scored. In that case, the index should be missing (NaN).

Fails: scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum()
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
