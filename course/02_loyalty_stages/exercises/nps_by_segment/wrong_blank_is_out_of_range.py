"""Your function stops at blanks, as if they were out of range. A blank makes every comparison false, so look for answers below 0 or above 10.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if not scores.between(0, 10).all():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
