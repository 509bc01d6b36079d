"""Your function leaves a perspective out of the index as soon as one of its measures has no value. Average the measures that have one.

Fails: scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    lower, actual = measures["higher"] == 0, measures["actual"]
    attained = (actual / measures["target"]).mask(lower, measures["target"] / actual)
    table = measures.assign(attained=100 * attained.clip(upper=1.2)).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    complete = table["actual"].count() == table.size()
    index = (mean * weight)[complete].sum() / weight[complete].sum() if complete.any() else np.nan
    return {"index": index, "missing": sorted(mean.index[mean.isna()])}
