"""Solves the quadratic equation behind the interval with numpy."""

import numpy as np


def claim_intervals(offers):
    result = {}
    for group, rows in offers.groupby("group"):
        known = rows["bought"].dropna().to_numpy(dtype=float)
        if known.size == 0:
            result[group] = (np.nan, np.nan, np.nan)
            continue
        n, p = known.size, known.mean()
        c = 1.96**2 / n
        ends = np.roots([1 + c, -(2 * p + c), p**2]).real
        result[group] = tuple(100 * np.array([p, min(ends), max(ends)]))
    return result
