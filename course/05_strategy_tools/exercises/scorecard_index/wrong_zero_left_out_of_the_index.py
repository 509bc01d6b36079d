"""Your function leaves an actual value of 0 out of the index where lower is better. It counts, and has reached the cap.

Fails: scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"].replace(0, np.nan)
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean, weight = table["attained"].mean(), table["weight"].first()
    known, answered = mean.notna(), table["actual"].count() > 0
    index = (mean * weight)[known].sum() / weight[known].sum() if known.any() else np.nan
    return {"index": index, "missing": sorted(mean.index[~answered])}
