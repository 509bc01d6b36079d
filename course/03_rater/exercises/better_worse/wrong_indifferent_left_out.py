"""Your function leaves the indifferent people (I) out of the base. They judged the feature too, and without them its effect looks stronger than it is.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[["A", "O", "M"]].sum(axis=1).replace(0, np.nan)
    better = (table["A"] + table["O"]) / base
    worse = -(table["O"] + table["M"]) / base
    return {feature: [better[feature], worse[feature]] for feature in table.index}
