"""Where the base is empty it gives a single NaN. Keep the shape: a list of two, [NaN, NaN].

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
