"""Your function rounds the coefficients to one decimal place, which is too coarse. Round to two decimal places, or not at all.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = ((table["A"] + table["O"]) / base).round(1)
    worse = (-(table["O"] + table["M"]) / base).round(1)
    return {feature: [better[feature], worse[feature]] for feature in table.index}
