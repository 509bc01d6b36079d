"""Your function calls our own plans opportunities. Our plans are within our control, whereas opportunities come from outside.

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
            result[row.factor] = (
                ("O" if "our" in row.factor and "plan" in row.factor else "S")
                if row.helpful == 1
                else "W"
            )
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result
