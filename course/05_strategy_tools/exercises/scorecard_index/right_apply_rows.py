"""Applies a function to each row, then groups."""

import numpy as np


def attainment(row):
    if row["actual"] != row["actual"]:
        return np.nan
    if row["higher"] == 1:
        return min(120, 100 * row["actual"] / row["target"])
    if row["actual"] <= row["target"] / 1.2:
        return 120
    return 100 * row["target"] / row["actual"]


def scorecard_index(measures):
    table = measures[["perspective", "weight"]].copy()
    table["score"] = [attainment(row) for _, row in measures.iterrows()]
    table["score"] = table["score"].astype(float)
    means = table.groupby("perspective")[["score", "weight"]].mean()
    good = means[means["score"].notna()]
    if len(good) == 0:
        index = np.nan
    else:
        index = (good["score"] * good["weight"]).sum() / good["weight"].sum()
    return {"index": index, "missing": sorted(means[means["score"].isna()].index)}
