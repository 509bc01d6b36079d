"""Your function counts a score of 6 as passive. Detractors are all scores from 0 to 6, including 6.

Fails: nps_by_segment_values
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores < 6).astype(int))
    points = points.where(scores.notna())
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
