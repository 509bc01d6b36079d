"""Your function calls every internal factor a strength. Check also whether it is helpful.

Fails: swot_letters_values
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
            result[row.factor] = "S"
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result
