"""Where the base is empty, it reports 0: no effect at all. Nobody gave a usable answer: that is missing (NaN).

Fails: better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = ((table["A"] + table["O"]) / base).fillna(0)
    worse = (-(table["O"] + table["M"]) / base).fillna(0)
    return {feature: [better[feature], worse[feature]] for feature in table.index}
