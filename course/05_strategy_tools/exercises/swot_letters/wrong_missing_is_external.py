"""Your function reads a missing answer as a no. Nobody has answered that question, so the factor is unclear.

Fails: swot_letters_values, swot_letters_unclear
"""


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = {}
    for row in factors.itertuples():
        if row.inside == 1:
            result[row.factor] = "S" if row.helpful == 1 else "W"
        else:
            result[row.factor] = "O" if row.helpful == 1 else "T"
    return result
