"""Your function returns an empty "other" when no need is too small. Include "other" only if it has customers.

Fails: personas_by_need_values, personas_by_need_blanks
"""

import numpy as np


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    result = {
        name: [100 * len(group) / len(known), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
    if "other" not in result:
        result["other"] = [0, np.nan, np.nan]
    return result
