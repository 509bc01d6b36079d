"""The overall score is right, but points and segments do not belong together. A new Series is numbered 0, 1, 2 …, and these rows are not: give it the numbers of the table.

Fails: nps_by_segment_values, nps_by_segment_faults
"""

import numpy as np
import pandas as pd


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    rules = [scores >= 9, scores <= 6, scores.notna()]
    points = pd.Series(np.select(rules, [100.0, -100.0, 0.0], np.nan))
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
