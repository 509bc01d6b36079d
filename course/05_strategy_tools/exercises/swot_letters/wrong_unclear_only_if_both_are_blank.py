"""Your function calls a factor unclear only if both questions are open. One open question is enough.

Fails: swot_letters_values, swot_letters_unclear
"""


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("a factor is listed twice")
    letters = {}
    for factor, inside, helpful in zip(factors["factor"], factors["inside"], factors["helpful"]):
        if inside not in (0, 1) and helpful not in (0, 1):
            letters[factor] = "unclear"
        elif inside == 1:
            letters[factor] = "S" if helpful == 1 else "W"
        else:
            letters[factor] = "O" if helpful == 1 else "T"
    return letters
