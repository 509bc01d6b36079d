"""Your function uses the last entry of a factor that is listed twice, without any warning. The task asks for a ValueError.

Fails: swot_letters_unclear
"""

import pandas as pd


def swot_letters(factors):
    result = {}
    for row in factors.itertuples():
        if pd.isna(row.inside) or pd.isna(row.helpful):
            result[row.factor] = "unclear"
        elif row.inside == 1:
            result[row.factor] = "S" if row.helpful == 1 else "W"
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result
