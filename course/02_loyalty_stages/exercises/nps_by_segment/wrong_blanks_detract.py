"""Your function counts blanks as detractors, as if silence were a 0. A blank is not an answer.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"].fillna(0)
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
