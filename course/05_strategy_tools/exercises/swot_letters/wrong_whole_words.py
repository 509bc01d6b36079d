"""Your function returns whole words. The task asks for single letters.

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
            result[row.factor] = "strength" if row.helpful == 1 else "weakness"
        else:
            result[row.factor] = "opportunity" if row.helpful == 1 else "threat"
    return result
