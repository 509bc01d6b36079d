"""Your function stops at a factor that is listed twice, but with another error. The task asks for a ValueError.

Fails: swot_letters_unclear
"""

import pandas as pd


def swot_letters(factors):
    assert factors["factor"].is_unique
    result = {}
    for row in factors.itertuples():
        if pd.isna(row.inside) or pd.isna(row.helpful):
            result[row.factor] = "unclear"
        elif row.inside == 1:
            result[row.factor] = "S" if row.helpful == 1 else "W"
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result
