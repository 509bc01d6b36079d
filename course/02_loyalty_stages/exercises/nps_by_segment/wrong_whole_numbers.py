"""Your function rounds to whole numbers, which is too coarse. Round only the score, to one decimal place, or do not round at all.

Fails: nps_by_segment_values, nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    points = points.where(scores.notna())
    result = points.groupby(survey["segment"]).mean().round()
    return result.to_dict() | {"all": np.round(points.mean())}
