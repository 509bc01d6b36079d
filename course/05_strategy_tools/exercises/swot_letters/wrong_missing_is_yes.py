"""Your function reads a missing answer under "inside" or "helpful" as a yes. Nobody has answered that question, so the factor is unclear.

Fails: swot_letters_values, swot_letters_unclear
"""


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = {}
    for row in factors.itertuples():
        if row.inside:
            result[row.factor] = "S" if row.helpful else "W"
        else:
            result[row.factor] = "O" if row.helpful else "T"
    return result
