"""Your function gets the segments right, but counts blanks in the denominator of the overall score. Leave them out there, too.

Fails: nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    result = points.where(scores.notna()).groupby(survey["segment"]).mean().to_dict()
    return result | {"all": points.sum() / len(survey) if len(survey) else np.nan}
