"""Your function treats an actual value of 0 as missing. A 0 is a value, so the measure counts.

Fails: scorecard_index_missing
"""

import numpy as np


def scorecard_index(measures):
    m = measures[measures["actual"] > 0]
    a = (
        (m["actual"] / m["target"])
        .where(m["higher"] == 1, m["target"] / m["actual"])
        .clip(upper=1.2)
    )
    p = (100 * a).groupby(m["perspective"]).mean()
    w = m.groupby("perspective")["weight"].first()
    return {
        "index": (p * w).sum() / w.sum() if len(w) else np.nan,
        "missing": sorted(set(measures["perspective"]) - set(p.index)),
    }
