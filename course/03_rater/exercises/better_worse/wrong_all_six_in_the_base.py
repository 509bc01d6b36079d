"""Your function counts all six categories in the base. The task leaves R and Q out of it.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I", "R", "Q"]].sum(axis=1).replace(0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = -(table["O"] + table["M"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
