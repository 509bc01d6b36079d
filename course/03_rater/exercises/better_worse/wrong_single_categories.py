"""Your function counts only A for Better and only M for Worse. One-dimensional features work both ways, so O belongs in both numerators.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = table["A"] / base
    worse = -table["M"] / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
