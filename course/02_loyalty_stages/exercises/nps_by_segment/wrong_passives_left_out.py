"""Your function leaves passives out of the base. They are neither promoters nor detractors, but every valid answer counts in the denominator.

Fails: nps_by_segment_values, nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = np.select([scores >= 9, scores <= 6], [100.0, -100.0], np.nan)
    result = survey.assign(points=points).groupby("segment")["points"].mean().to_dict()
    return result | {"all": survey.assign(points=points)["points"].mean()}
