"""Your function gives a score of 0 where lower is better and the actual value is 0. No result could be better, so look at what the task says about it.

Fails: scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = (100 * up.where(measures["higher"] == 1, down).replace(np.inf, 0)).clip(upper=120)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
