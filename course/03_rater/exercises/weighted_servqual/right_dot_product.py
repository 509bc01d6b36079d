"""Multiplies points and gaps person by person."""

import numpy as np


def weighted_servqual(weights):
    scores, rejected = [], 0
    for _, person in weights.groupby("resp"):
        if person["points"].sum() != 100:
            rejected += 1
            continue
        scores.append(np.dot(person["points"], person["gap"]) / 100)
    return {"score": np.mean(scores) if scores else np.nan, "rejected": rejected}
