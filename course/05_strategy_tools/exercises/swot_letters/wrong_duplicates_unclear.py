"""Your function calls a factor that is listed twice "unclear". A double entry is a mistake in the table, so the task asks for a ValueError.

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
