"""Your function takes a factor for external if nobody knows where it comes from. Where "inside" is blank, the factor is unclear.

Fails: swot_letters_values, swot_letters_unclear
"""


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("a factor is listed twice")
    letters = {}
    for factor, inside, helpful in zip(factors["factor"], factors["inside"], factors["helpful"]):
        if helpful not in (0, 1):
            letters[factor] = "unclear"
        elif inside == 1:
            letters[factor] = "S" if helpful == 1 else "W"
        else:
            letters[factor] = "O" if helpful == 1 else "T"
    return letters
