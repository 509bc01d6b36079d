"""Your function reads the column "higher" the wrong way round. A 1 means that higher is better.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * down.where(measures["higher"] == 1, up).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
