"""Your function caps attainments at 100 per cent. The cap in this task is 120.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
