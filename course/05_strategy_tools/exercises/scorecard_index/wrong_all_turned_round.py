"""Your function scores every measure as if lower were better. Look at the column "higher" first.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    down = measures["target"] / measures["actual"]
    attained = 100 * down.clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
