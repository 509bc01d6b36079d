"""A segment without answers has vanished from the result. Report it as missing (NaN), so that a reader knows it exists.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    valid = survey.dropna(subset=["nps"])
    scores = valid["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    return points.groupby(valid["segment"]).mean().to_dict() | {"all": points.mean()}
