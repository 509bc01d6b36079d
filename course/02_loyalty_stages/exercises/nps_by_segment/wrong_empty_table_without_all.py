"""Your function returns nothing for an empty table. The key "all" is always there, and its score is missing (NaN).

Fails: nps_by_segment_faults
"""


def nps_by_segment(survey):
    if survey.empty:
        return {}
    x = survey["nps"].dropna()
    if ((x < 0) | (x > 10)).any():
        raise ValueError
    p = ((x >= 9).astype(int) - (x <= 6).astype(int)) * 100
    out = {s: p[survey.loc[x.index, "segment"] == s].mean() for s in survey["segment"].unique()}
    out["all"] = p.mean()
    return out
