"""Your function counts an impossible answer among the others. A score of 11 is a fault in the data and should stop the function.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    points = points.where(scores.notna())
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
