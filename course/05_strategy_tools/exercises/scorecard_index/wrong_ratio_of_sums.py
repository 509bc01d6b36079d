"""Your function adds up the measures of a perspective before it divides. Divide for each measure first, then take the mean.

Fails: scorecard_index_values, scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    m = measures.dropna(subset=["actual"])
    up = m["actual"].where(m["higher"] == 1, m["target"])
    lo = m["target"].where(m["higher"] == 1, m["actual"])
    g = m["perspective"]
    p = (100 * up.groupby(g).sum() / lo.groupby(g).sum()).clip(upper=120)
    w = m.groupby("perspective")["weight"].first()
    return {
        "index": (p * w).sum() / w.sum() if len(w) else np.nan,
        "missing": sorted(set(measures["perspective"]) - set(p.index)),
    }
