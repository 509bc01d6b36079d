"""Your function drops answers because of blanks in other columns. Only a blank in nps makes an answer invalid here.

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    valid = survey.dropna()
    scores = valid["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    points = 100.0 * ((scores >= 9).astype(int) - (scores <= 6).astype(int))
    result = points.groupby(valid["segment"]).mean()
    return result.reindex(survey["segment"].unique()).to_dict() | {"all": points.mean()}
