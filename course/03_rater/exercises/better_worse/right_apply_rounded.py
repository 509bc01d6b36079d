"""Applies a function to each row, rounds and returns tuples."""

import numpy as np


def better_worse(counts):
    def coefficients(row):
        base = row["A"] + row["O"] + row["M"] + row["I"]
        if base == 0:
            return np.nan, np.nan
        return round((row["A"] + row["O"]) / base, 2), round(-(row["O"] + row["M"]) / base, 2)

    return {row["feature"]: coefficients(row) for _, row in counts.iterrows()}
