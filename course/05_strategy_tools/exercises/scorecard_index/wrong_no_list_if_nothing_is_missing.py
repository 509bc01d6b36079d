"""Your function returns no list if every perspective has a value. The task asks for a list, even if it is empty.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    missing = sorted(mean.index[mean.isna()])
    index = (mean * weight / weight.sum()).sum(min_count=1)
    return {"index": index, "missing": missing or None}
