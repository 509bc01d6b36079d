"""Your function returns a median of 0 where no orders are known. The task asks for NaN there.

Fails: personas_by_need_blanks
"""

import numpy as np


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    size = known.groupby("need")["need"].transform("size")
    persona = known["need"].where(size >= smallest, "other")
    return {
        name: [
            100 * len(group) / len(known),
            np.nan_to_num(group["orders"].median()),
            group["spend"].median(),
        ]
        for name, group in known.groupby(persona)
    }
