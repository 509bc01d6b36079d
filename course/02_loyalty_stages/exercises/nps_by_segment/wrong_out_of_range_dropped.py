"""Your function silently drops an impossible answer, so nobody learns that the data are faulty. Raise a ValueError instead.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"].where(survey["nps"].between(0, 10))
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    points = points.where(scores.notna())
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
