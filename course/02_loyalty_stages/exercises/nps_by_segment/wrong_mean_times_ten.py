"""Your function returns the mean answer times ten. The NPS counts people at both ends of the scale.

Fails: nps_by_segment_values, nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = scores.astype(float) * 10
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
