"""Divides with numpy where the base is not zero."""

import numpy as np


def better_worse(counts):
    a, o, m, i = (counts[letter].to_numpy(dtype=float) for letter in "AOMI")
    base = a + o + m + i
    nothing = np.full(len(base), np.nan)
    better = np.divide(a + o, base, out=nothing.copy(), where=base > 0)
    worse = -np.divide(o + m, base, out=nothing.copy(), where=base > 0)
    return dict(zip(counts["feature"], np.column_stack([better, worse]).round(2).tolist()))
