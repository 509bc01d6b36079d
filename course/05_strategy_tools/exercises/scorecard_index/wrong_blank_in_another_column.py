"""Your function drops a measure because of a blank in a column that does not matter. Check only the actual value for blanks.

Fails: scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = (100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)).where(
        measures.drop(columns="actual").notna().all(axis=1)
    )
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
