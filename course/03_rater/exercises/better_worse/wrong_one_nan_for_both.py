"""Your function returns a single NaN where the base is 0. Return a list of two values there, as for every other feature.

Fails: better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    result = {}
    for row in counts.itertuples():
        base = row.A + row.O + row.M + row.I
        if base == 0:
            result[row.feature] = np.nan
        else:
            result[row.feature] = [(row.A + row.O) / base, -(row.O + row.M) / base]
    return result
