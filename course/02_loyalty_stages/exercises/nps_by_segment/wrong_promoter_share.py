"""Your function returns only the share of promoters. Subtract the share of detractors.

Fails: nps_by_segment_values, nps_by_segment_faults
"""


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = (100.0 * (scores >= 9)).where(scores.notna())
    return points.groupby(survey["segment"]).mean().to_dict() | {"all": points.mean()}
