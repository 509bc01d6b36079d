"""Your function adds A and M for Better. A must-be feature does not raise satisfaction when it is there; a one-dimensional feature does.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = (table["A"] + table["M"]) / base
    worse = -(table["O"] + table["M"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
