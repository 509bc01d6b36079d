"""Your function counts people who reject the feature (R) in the base. The task leaves R out of it, like Q.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I", "R"]].sum(axis=1).replace(0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = -(table["O"] + table["M"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
