"""Applies a function to each row and returns a Series."""

import pandas as pd


def letter(row):
    if row["inside"] == 1 and row["helpful"] == 1:
        return "S"
    if row["inside"] == 1 and row["helpful"] == 0:
        return "W"
    if row["inside"] == 0 and row["helpful"] == 1:
        return "O"
    if row["inside"] == 0 and row["helpful"] == 0:
        return "T"
    return "unclear"


def swot_letters(factors):
    if len(set(factors["factor"])) < len(factors):
        raise ValueError("duplicate factor")
    letters = [letter(row) for _, row in factors.iterrows()]
    return pd.Series(letters, index=list(factors["factor"]), dtype=object)
