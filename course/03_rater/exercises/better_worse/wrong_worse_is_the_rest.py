"""Your function takes Worse to be what Better leaves of the base, that is M and I. Worse has its own numerator: look at its formula again.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = better - 1
    return {feature: [better[feature], worse[feature]] for feature in table.index}
