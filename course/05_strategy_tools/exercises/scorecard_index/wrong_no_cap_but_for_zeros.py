"""Your function has no cap, so one excellent measure can hide several poor ones. Cap each measure at 120 per cent.

Fails: scorecard_index_values, scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    m = measures.dropna(subset=["actual"])
    a = (m["actual"] / m["target"]).where(m["higher"] == 1, m["target"] / m["actual"])
    a = a.replace(np.inf, 1.2)
    p = (100 * a).groupby(m["perspective"]).mean()
    w = m.groupby("perspective")["weight"].first()
    return {
        "index": (p * w).sum() / w.sum() if len(w) else np.nan,
        "missing": sorted(set(measures["perspective"]) - set(p.index)),
    }
