"""Your function groups the customers by age. People of the same age may want quite different things, so group by need.

Fails: personas_by_need_values, personas_by_need_blanks
"""

import pandas as pd


def personas_by_need(customers, smallest):
    known = customers.dropna(subset=["need"])
    persona = pd.cut(known["age"], [0, 35, 55, 200], labels=["young", "middle", "old"]).astype(str)
    return {
        name: [100 * len(group) / len(known), group["orders"].median(), group["spend"].median()]
        for name, group in known.groupby(persona)
    }
