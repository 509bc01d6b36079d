"""Your function stops at an impossible answer, but with another kind of error. The task asks for a ValueError, so that others can tell what went wrong.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    assert not ((scores < 0) | (scores > 10)).any()
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    points = points.where(scores.notna())
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
