"""Cuts into named bands and takes shares from value_counts; missing is None."""

import pandas as pd


def nps_by_segment(survey):
    if not survey["nps"].dropna().isin(range(11)).all():
        raise ValueError("score out of range")
    result = {}
    for name in [*survey["segment"].unique(), "all"]:
        part = survey if name == "all" else survey[survey["segment"] == name]
        bands = pd.cut(part["nps"], [-1, 6, 8, 10], labels=["against", "neutral", "for"])
        share = bands.value_counts(normalize=True)
        known = part["nps"].notna().any()
        result[name] = round(100 * (share["for"] - share["against"]), 1) if known else None
    return pd.Series(result, dtype=object)
