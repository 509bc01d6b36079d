"""Counts the contacts whose answer is known, and joins what is missing in the end."""

import numpy as np


def claim_intervals(offers):
    z, result = 1.96, {group: (None, None, None) for group in offers["group"]}
    known = offers[offers["bought"].notna()]
    n = known.groupby("group")["contact_id"].nunique()
    p = known[known["bought"] == 1].groupby("group")["contact_id"].nunique()
    p = p.reindex(n.index, fill_value=0) / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    for group in n.index:
        ends = centre[group] - half[group], centre[group] + half[group]
        result[group] = np.round(100 * np.array([p[group], *ends]), 1)
    return result
