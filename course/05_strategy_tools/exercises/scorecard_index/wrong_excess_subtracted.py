"""Where lower is better, your function subtracts the excess from 100 per cent. The task divides the target by the actual value.

Fails: scorecard_index_values
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = 2 - measures["actual"] / measures["target"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
