"""Your function gives a segment without answers an NPS of 0, as if promoters and detractors were in balance. Nobody answered, so the score should be missing (NaN).

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    points = points.where(scores.notna())
    result = points.groupby(survey["segment"]).mean().fillna(0)
    return result.to_dict() | {"all": points.mean()}
