"""Rates measures in a list, then takes both means in a pivot table."""

import numpy as np


def rate(actual, target, higher):
    if np.isnan(actual):
        return np.nan
    if higher:
        return min(actual / target, 1.2)
    return min(target / max(actual, 1e-9), 1.2)


def scorecard_index(measures):
    columns = zip(measures["actual"], measures["target"], measures["higher"])
    table = measures.assign(score=[rate(*row) for row in columns])
    if table["score"].isna().all():
        return {"index": np.nan, "missing": sorted(set(table["perspective"]))}
    means = table.pivot_table(
        index="perspective", values=["score", "weight"], aggfunc="mean", dropna=False
    )
    good = means.dropna()
    index = 100 * (good["score"] @ good["weight"]) / good["weight"].sum()
    return {"index": round(index, 1), "missing": np.setdiff1d(means.index, good.index)}
