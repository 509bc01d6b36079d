"""Your function loses a perspective that has the same weight as another one. Take one weight per perspective, even if two of them are equal.

Fails: scorecard_index_missing
"""


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = (
        table["attained"].mean(),
        measures.drop_duplicates("weight").set_index("perspective")["weight"],
    )
    weight = weight.reindex(mean.index).fillna(0)[mean.notna()]
    index = (mean * weight).sum(min_count=1) / weight.sum()
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
