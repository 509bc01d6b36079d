"""Your function returns Worse without its minus sign. Worse says how far satisfaction falls, so it lies between −1 and 0.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = (table["O"] + table["M"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
