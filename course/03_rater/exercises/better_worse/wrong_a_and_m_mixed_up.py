"""Your function swaps A and M. Attractive features raise satisfaction when they are there; must-be features lower it when they are not.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = (table["M"] + table["O"]) / base
    worse = -(table["O"] + table["A"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
