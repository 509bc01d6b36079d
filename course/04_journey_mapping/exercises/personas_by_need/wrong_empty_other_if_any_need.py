"""Your function returns an empty "other" when no need is too small. Include "other" only if it has customers.

Fails: personas_by_need_values, personas_by_need_blanks
"""

import numpy as np


def personas_by_need(customers, smallest):
    k = customers.dropna(subset=["need"])
    size = k.groupby("need")["need"].transform("size")
    k = k.assign(p=k["need"].where(size >= smallest, "other"))
    out = {
        g: [100 * len(r) / len(k), r["orders"].median(), r["spend"].median()]
        for g, r in k.groupby("p")
    }
    if len(k):
        out.setdefault("other", [0.0, np.nan, np.nan])
    return out
