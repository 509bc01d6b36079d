"""These are shares of single categories: A among all, M among all. Add O to both, and take the base of the four.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I", "R", "Q"]].sum(axis=1).replace(0, np.nan)
    better = table["A"] / base
    worse = -table["M"] / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
