"""Your function divides only one part of Worse by the base. Put brackets around the sum in the numerator.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    t = counts.set_index("feature")
    n = t[list("AOMI")].sum(axis=1).replace(0, np.nan)
    return {f: [(t.A + t.O)[f] / n[f], -t.O[f] + t.M[f] / n[f]] for f in t.index}
