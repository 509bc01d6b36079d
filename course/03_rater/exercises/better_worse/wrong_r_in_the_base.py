"""Your function counts R in the base, except where nobody chose A, O, M or I. The task leaves R out everywhere, like Q.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I", "R"]].sum(axis=1)
    base = base.where(table[["A", "O", "M", "I"]].sum(axis=1) > 0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = -(table["O"] + table["M"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
