"""Your function returns small letters. The task asks for capitals.

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
            result[row.factor] = "s" if row.helpful == 1 else "w"
        else:
            result[row.factor] = "o" if row.helpful == 1 else "t"
    return result
