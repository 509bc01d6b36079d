"""Your function reports a perspective as missing if its mean is 0. An actual value of 0 is a value, so only perspectives without any actual value are missing.

Fails: scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    mean = mean.where(mean > 0)
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
