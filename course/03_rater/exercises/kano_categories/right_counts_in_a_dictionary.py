"""Looks each pair up, counts with plain dictionaries."""

import numpy as np

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    counts = {}
    for feature, func, dysf in zip(answers["feature"], answers["func"], answers["dysf"]):
        tally = counts.setdefault(feature, dict.fromkeys("MOAIRQ", 0))
        if func == func and dysf == dysf:
            tally[KANO_TABLE[int(func) - 1][int(dysf) - 1]] += 1
    return {
        feature: max(tally, key=tally.get) if any(tally.values()) else np.nan
        for feature, tally in counts.items()
    }
