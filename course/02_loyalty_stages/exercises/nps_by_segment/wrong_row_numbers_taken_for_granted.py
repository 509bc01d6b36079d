"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    points = {"all": []}
    for i in range(len(survey)):
        score, segment = survey["nps"][i], survey["segment"][i]
        points.setdefault(segment, [])
        if score < 0 or score > 10:
            raise ValueError("score out of range")
        if score == score:
            step = 100 * (score >= 9) - 100 * (score <= 6)
            points[segment].append(step)
            points["all"].append(step)
    return {name: np.mean(steps) if steps else np.nan for name, steps in points.items()}
