"""Your function leaves out a segment without answers. Report it as missing (NaN), so that readers know it exists.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    valid = survey.dropna(subset=["nps"])
    scores = valid["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    return points.groupby(valid["segment"]).mean().to_dict() | {"all": points.mean()}
