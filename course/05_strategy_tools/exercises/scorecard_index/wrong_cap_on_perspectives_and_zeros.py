"""Your function caps the means of the perspectives. Cap each measure before you average.

Fails: scorecard_index_values
"""

import numpy as np


def scorecard_index(measures):
    m = measures.assign(
        a=np.where(
            measures["higher"] == 1,
            measures["actual"] / measures["target"],
            measures["target"] / measures["actual"].replace(0, np.nan),
        )
    )
    m.loc[(m["higher"] == 0) & (m["actual"] == 0), "a"] = 1.2
    p = m.groupby("perspective").agg(a=("a", "mean"), w=("weight", "first"))
    p["a"] = p["a"].clip(upper=1.2)
    k = p.dropna()
    return {
        "index": 100 * (k["a"] * k["w"]).sum() / k["w"].sum() if len(k) else np.nan,
        "missing": sorted(p.index[p["a"].isna()]),
    }
