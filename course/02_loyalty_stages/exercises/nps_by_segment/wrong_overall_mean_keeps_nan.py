"""Your function gets the segments right, but its overall score is the mean of their scores, and NaN as soon as one segment has no answers. Count all valid answers together.

Fails: nps_by_segment_values, nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    result = points.where(scores.notna()).groupby(survey["segment"]).mean()
    return result.to_dict() | {"all": result.mean(skipna=False)}
