"""Cuts the answers into three bands and averages −1, 0 and 1."""

import pandas as pd


def nps_by_segment(survey):
    if survey["nps"].max() > 10 or survey["nps"].min() < 0:
        raise ValueError("score out of range")
    bands = pd.cut(survey["nps"], [-1, 6, 8, 10], labels=[-1, 0, 1]).astype(float)
    result = bands.groupby(survey["segment"]).mean() * 100
    result.loc["all"] = bands.mean() * 100
    return result
