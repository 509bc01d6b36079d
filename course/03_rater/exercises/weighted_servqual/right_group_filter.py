"""Filters groups, then sums."""

import numpy as np


def weighted_servqual(weights):
    kept = weights.groupby("resp").filter(lambda person: person["points"].sum() == 100)
    scores = [(p["points"] * p["gap"]).sum() / 100 for _, p in kept.groupby("resp")]
    rejected = len(set(weights["resp"]) - set(kept["resp"]))
    return {"score": round(np.mean(scores), 3) if scores else np.nan, "rejected": rejected}
