"""A weighted mean per person."""

import numpy as np


def weighted_servqual(weights):
    scores = []
    for _, person in weights.groupby("resp"):
        if np.isclose((person["points"] / 100).sum(), 1):
            scores.append(np.average(person["gap"], weights=person["points"]))
    rejected = weights["resp"].nunique() - len(scores)
    return {"rejected": rejected, "score": sum(scores) / len(scores) if scores else None}
