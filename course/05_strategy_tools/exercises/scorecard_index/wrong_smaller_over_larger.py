"""Your function divides the smaller of actual value and target by the larger. Whether lower or higher is better decides which of them comes first.

Fails: scorecard_index_values, scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    m = measures.dropna(subset=["actual"])
    a = m[["actual", "target"]].min(axis=1) / m[["actual", "target"]].max(axis=1)
    p = (100 * a).groupby(m["perspective"]).mean()
    w = m.groupby("perspective")["weight"].first()
    return {
        "index": (p * w).sum() / w.sum() if len(w) else np.nan,
        "missing": sorted(set(measures["perspective"]) - set(p.index)),
    }
