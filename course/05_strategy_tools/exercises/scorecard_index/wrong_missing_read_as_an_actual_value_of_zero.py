"""Your function reads a missing value as an actual value of 0, which is the worst or the best possible result. Leave the measure out.

Fails: scorecard_index_values, scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    actual = measures["actual"].fillna(0)
    down = measures["target"] / actual.replace(0, 1e-9)
    attained = (actual / measures["target"]).where(measures["higher"] == 1, down).clip(upper=1.2)
    table = measures.assign(attained=100 * attained).groupby("perspective")
    mean, weight, answers = (
        table["attained"].mean(),
        table["weight"].first(),
        table["actual"].count(),
    )
    index = (mean * weight).sum() / weight.sum() if len(mean) else np.nan
    return {"index": index, "missing": sorted(answers.index[answers == 0])}
