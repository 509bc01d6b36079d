"""Your function refuses a factor that is listed twice only if the two rows are equal. The task asks for a ValueError even if they differ.

Fails: swot_letters_unclear
"""


def swot_letters(factors):
    if factors.duplicated().any():
        raise ValueError("a factor stands in the table more than once")
    letters = {(1, 1): "S", (1, 0): "W", (0, 1): "O", (0, 0): "T"}
    answers = zip(factors["inside"], factors["helpful"])
    return {name: letters.get(pair, "unclear") for name, pair in zip(factors["factor"], answers)}
