"""Your function returns one entry per letter, with its factors. The task asks for one entry per factor.

Fails: swot_letters_values, swot_letters_unclear
"""


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = {}
    letters = {(1, 1): "S", (1, 0): "W", (0, 1): "O", (0, 0): "T"}
    for row in factors.itertuples():
        letter = letters.get((row.inside, row.helpful), "unclear")
        result.setdefault(letter, []).append(row.factor)
    return result
