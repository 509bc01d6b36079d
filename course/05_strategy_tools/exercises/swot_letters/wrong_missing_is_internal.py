"""Your function reads a missing answer under "inside" as a yes. Nobody has answered that question, so the factor is unclear.

Fails: swot_letters_values, swot_letters_unclear
"""

import pandas as pd


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = {}
    for row in factors.itertuples():
        if pd.isna(row.helpful):
            result[row.factor] = "unclear"
        elif row.inside == 0:
            result[row.factor] = "O" if row.helpful == 1 else "T"
        else:
            result[row.factor] = "S" if row.helpful == 1 else "W"
    return result
