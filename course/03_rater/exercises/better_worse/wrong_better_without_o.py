"""Your function leaves O out of Better. One-dimensional features work both ways, so O belongs in both numerators.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    b = counts[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    return {
        f: [x, y]
        for f, x, y in zip(counts["feature"], counts["A"] / b, -(counts["O"] + counts["M"]) / b)
    }
