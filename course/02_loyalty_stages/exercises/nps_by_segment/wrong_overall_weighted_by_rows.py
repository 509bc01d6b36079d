"""Your function weights the segments by their rows for the overall score, including blanks. Only valid answers should carry weight.

Fails: nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    result = points.where(scores.notna()).groupby(survey["segment"]).mean()
    rows = survey["segment"].value_counts()
    overall = (result * rows).sum() / rows.sum() if scores.notna().any() else np.nan
    return result.to_dict() | {"all": overall}
