"""Your function looks for factors that are listed twice only among rows without a blank. Look at all rows.

Fails: swot_letters_unclear
"""


def swot_letters(factors):
    complete = factors.dropna(subset=["inside", "helpful"])
    if complete["factor"].duplicated().any():
        raise ValueError("a factor stands in the table more than once")
    letters = {(1, 1): "S", (1, 0): "W", (0, 1): "O", (0, 0): "T"}
    answers = zip(factors["inside"], factors["helpful"])
    return {name: letters.get(pair, "unclear") for name, pair in zip(factors["factor"], answers)}
