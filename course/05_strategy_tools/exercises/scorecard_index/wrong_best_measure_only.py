"""Your function takes the best measure of each perspective. A perspective is the mean of its measures.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    best, weight = table["attained"].max(), table["weight"].first()
    weight = weight[best.notna()]
    index = (best * weight / weight.sum()).sum(min_count=1)
    missing = sorted(best.index[best.isna()])
    return {"index": index, "missing": missing}
