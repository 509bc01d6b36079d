"""Your function ignores capital letters when it sorts the missing perspectives. The task asks for the order that `sorted` gives, in which all capital letters come first.

Fails: scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()], key=str.lower)
    return {"index": index, "missing": missing}
