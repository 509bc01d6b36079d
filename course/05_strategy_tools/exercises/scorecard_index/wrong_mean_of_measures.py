"""Your function averages all measures at once. Average within each perspective first, then use the weights of the perspectives.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean = table["attained"].mean()
    index = attained.mean()
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
