"""Your function counts the letters. The task asks for the letter of each factor.

Fails: swot_letters_values, swot_letters_unclear
"""


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = {}
    letters = {(1, 1): "S", (1, 0): "W", (0, 1): "O", (0, 0): "T"}
    for row in factors.itertuples():
        letter = letters.get((row.inside, row.helpful), "unclear")
        result[letter] = result.get(letter, 0) + 1
    return result
