"""Your function divides A and M by the number of all people. Look at both formulas again: which categories belong in each numerator, and which in the base?

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I", "R", "Q"]].sum(axis=1).replace(0, np.nan)
    better = table["A"] / base
    worse = -table["M"] / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
