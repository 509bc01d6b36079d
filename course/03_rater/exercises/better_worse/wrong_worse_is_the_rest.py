"""Worse is taken for what Better leaves over, M and I. They are two questions: O counts in both, I in neither.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = better - 1
    return {feature: [better[feature], worse[feature]] for feature in table.index}
