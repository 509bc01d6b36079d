"""Takes np.average over the perspectives with a value."""

import numpy as np


def scorecard_index(measures):
    with np.errstate(divide="ignore"):
        ratio = np.where(
            measures["higher"].to_numpy() == 1,
            measures["actual"].to_numpy(float) / measures["target"].to_numpy(float),
            measures["target"].to_numpy(float) / measures["actual"].to_numpy(float),
        )
    table = measures[["perspective", "weight"]].assign(ratio=np.minimum(ratio, 1.2))
    parts = table.groupby("perspective").agg({"ratio": "mean", "weight": "first"})
    full = parts.dropna()
    index = 100 * np.average(full["ratio"], weights=full["weight"]) if len(full) else np.nan
    return {"index": index, "missing": sorted(set(parts.index) - set(full.index))}
