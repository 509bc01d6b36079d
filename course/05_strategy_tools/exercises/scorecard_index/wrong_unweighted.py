"""Your function averages the perspectives without their weights. The task asks for a weighted mean.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean = table["attained"].mean()
    index = mean.mean()
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
