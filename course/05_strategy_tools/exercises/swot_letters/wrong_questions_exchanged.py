"""Your function swaps the two questions, so our own faults come out as opportunities, and good news from outside as weaknesses. Which column says whether a factor is internal?

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
            result[row.factor] = "S" if row.helpful == 1 else "O"
        else:
            result[row.factor] = "W" if row.helpful == 1 else "T"
    return result
