"""Your function does not divide by the sum of the weights of the perspectives that it uses. These weights must add up to 1.

Fails: scorecard_index_values, scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    m = measures.dropna(subset=["actual"])
    a = (
        (m["actual"] / m["target"])
        .where(m["higher"] == 1, m["target"] / m["actual"])
        .clip(upper=1.2)
    )
    p = (100 * a).groupby(m["perspective"]).mean()
    w = m.groupby("perspective")["weight"].first()
    return {
        "index": (p * w).sum() if len(w) else np.nan,
        "missing": sorted(set(measures["perspective"]) - set(p.index)),
    }
