"""Your function counts questionable answers (Q) in the base. The task leaves Q out of it, like R.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I", "Q"]].sum(axis=1)
    base = base.where(table[["A", "O", "M", "I"]].sum(axis=1) > 0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = -(table["O"] + table["M"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
