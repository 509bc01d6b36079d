"""Shares the weight of a perspective out among its measures that have a value."""

import numpy as np


def scorecard_index(measures):
    known = measures[measures["actual"].notna()]
    score = np.where(
        known["higher"] == 1, known["actual"] / known["target"], known["target"] / known["actual"]
    )
    score = np.clip(score, 0, 1.2)
    share = known["weight"] / known.groupby("perspective")["measure"].transform("size")
    missing = set(measures["perspective"]) - set(known["perspective"])
    index = 100 * (score * share).sum() / share.sum()
    return {"missing": tuple(sorted(missing)), "index": index}
