"""Your function swaps the two external letters. Something helpful from outside is not a threat.

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
            result[row.factor] = "S" if row.helpful == 1 else "W"
        else:
            result[row.factor] = "T" if row.helpful == 1 else "O"
    return result
