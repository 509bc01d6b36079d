"""Where lower is better, your function subtracts the excess from 100 per cent. The task divides the target by the actual value.

Fails: scorecard_index_values
"""

import numpy as np


def scorecard_index(measures):
    m = measures.assign(
        a=np.where(
            measures["higher"] == 1,
            measures["actual"] / measures["target"],
            2 - measures["actual"] / measures["target"],
        )
    )
    m["a"] = m["a"].clip(upper=1.2, lower=0)
    p = m.groupby("perspective").agg(a=("a", "mean"), w=("weight", "first"))
    k = p.dropna()
    return {
        "index": 100 * (k["a"] * k["w"]).sum() / k["w"].sum() if len(k) else np.nan,
        "missing": sorted(p.index[p["a"].isna()]),
    }
