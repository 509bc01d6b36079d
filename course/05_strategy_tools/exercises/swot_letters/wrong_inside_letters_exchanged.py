"""Your function swaps the two internal letters. Something helpful within our control is not a weakness.

Fails: swot_letters_values, swot_letters_unclear
"""

import pandas as pd


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = {}
    for row in factors.itertuples():
        if pd.isna(row.inside) or pd.isna(row.helpful):
            result[row.factor] = "unclear"
        elif row.inside == 1:
            result[row.factor] = "W" if row.helpful == 1 else "S"
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result
