"""Your function returns the error as text. Raise it instead, so that nobody goes on calculating with it.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        return "score out of range"
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    points = points.where(scores.notna())
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
