"""Your function returns 0 where the base is 0, as if the feature had no effect. Nobody gave a usable answer there, so both coefficients are missing (NaN).

Fails: better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    better = ((table["A"] + table["O"]) / base).fillna(0)
    worse = (-(table["O"] + table["M"]) / base).fillna(0)
    return {feature: [better[feature], worse[feature]] for feature in table.index}
