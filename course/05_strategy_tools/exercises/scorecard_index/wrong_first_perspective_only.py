"""Your function returns the mean of a single perspective as the index. Use every perspective that has a value.

Fails: scorecard_index_values, scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    up = measures["actual"] / measures["target"]
    down = measures["target"] / measures["actual"]
    attained = 100 * up.where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=attained).groupby("perspective")
    mean = table["attained"].mean()
    first = measures["perspective"].iloc[0] if len(measures) else None
    index = mean.get(first, np.nan)
    missing = sorted(mean.index[mean.isna()])
    return {"index": index, "missing": missing}
