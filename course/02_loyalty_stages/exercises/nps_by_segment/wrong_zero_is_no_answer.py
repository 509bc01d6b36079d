"""Your function leaves out an answer of 0, as if it were a blank. It is a valid answer, and the harshest one.

Fails: nps_by_segment_values
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    scores = scores.where(scores != 0)
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    points = points.where(scores.notna())
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
