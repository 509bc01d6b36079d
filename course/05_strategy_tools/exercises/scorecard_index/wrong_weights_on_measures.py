"""Your function applies the weight to every measure, so a perspective with many measures counts more than once. Average within each perspective first.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].sum(min_count=1), table["weight"].first()
    counts = table["attained"].count()
    weight = (weight * counts)[mean.notna()]
    index = (mean / counts * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
