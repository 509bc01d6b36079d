"""A measure that should be low and has reached 0 is left out, perhaps since one cannot divide by 0. Zero complaints are as good as it gets: that is the cap.

Fails: scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = (100 * up.where(measures["higher"] == 1, down).replace(np.inf, np.nan)).clip(
        upper=120
    )
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    weight = weight[mean.notna()]
    index = (mean * weight / weight.sum()).sum(min_count=1)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
