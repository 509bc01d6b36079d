"""Your function scores every measure as if higher were better, so long waits look like a success. Look at the column "higher" first.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    attained = 100 * up.clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
