"""Your function gets the overall score right, but matches the points with the wrong segments. A new Series is numbered 0, 1, 2 and so on, but these rows are not, so give it the row numbers of the table.

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
