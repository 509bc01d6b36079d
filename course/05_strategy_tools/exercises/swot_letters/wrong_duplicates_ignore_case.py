"""Your function ignores capital letters when it looks for factors listed twice. For this task "Rain" and "rain" are two factors.

Fails: swot_letters_values
"""


def swot_letters(factors):
    if factors["factor"].astype(str).str.lower().duplicated().any():
        raise ValueError("a factor stands in the table more than once")
    letters = {(1, 1): "S", (1, 0): "W", (0, 1): "O", (0, 0): "T"}
    answers = zip(factors["inside"], factors["helpful"])
    return {name: letters.get(pair, "unclear") for name, pair in zip(factors["factor"], answers)}
