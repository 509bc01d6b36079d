"""Your function looks up rows by the numbers 0, 1, 2 …, which this table does not have. A table cut from a bigger one keeps its old row numbers, so go through the rows themselves.

Fails: scorecard_index_missing
"""

import numpy as np
import pandas as pd


def scorecard_index(measures):
    scores, weights = {}, {}
    for i in range(len(measures)):
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
