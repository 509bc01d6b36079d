"""Looks every row up by its own label."""

import numpy as np
import pandas as pd


def scorecard_index(measures):
    scores, weights = {}, {}
    for i in measures.index:
        row = measures.loc[i]
        scores.setdefault(row["perspective"], [])
        weights[row["perspective"]] = row["weight"]
        if pd.notna(row["actual"]):
            high, low = row["actual"], row["target"]
            if row["higher"] == 0:
                high, low = low, high
            scores[row["perspective"]].append(100 * min(1.2, high / low) if low > 0 else 120)
    known = [name for name in scores if scores[name]]
    missing = sorted(set(scores) - set(known))
    if not known:
        return {"index": np.nan, "missing": missing}
    means = [np.mean(scores[name]) for name in known]
    index = np.average(means, weights=[weights[name] for name in known])
    return {"index": index, "missing": missing}
