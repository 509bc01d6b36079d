"""A factor that is listed twice is called unclear. That word is for open questions; a double entry is a fault of the table, and a ValueError is asked for.

Fails: swot_letters_unclear
"""

import pandas as pd


def swot_letters(factors):
    twice = set(factors.loc[factors["factor"].duplicated(), "factor"])
    result = {}
    for row in factors.itertuples():
        if pd.isna(row.inside) or pd.isna(row.helpful):
            result[row.factor] = "unclear"
        elif row.inside == 1:
            result[row.factor] = "S" if row.helpful == 1 else "W"
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result | dict.fromkeys(twice, "unclear")
