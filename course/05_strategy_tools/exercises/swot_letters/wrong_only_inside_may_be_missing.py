"""Your function reads a blank under "helpful" as harmful. Either of the two answers may be missing.

Fails: swot_letters_unclear
"""

import pandas as pd


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = {}
    for row in factors.itertuples():
        if pd.isna(row.inside):
            result[row.factor] = "unclear"
        elif row.inside == 1:
            result[row.factor] = "S" if row.helpful == 1 else "W"
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result
