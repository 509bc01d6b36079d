"""Your function calls a factor unclear because of a blank in another column. Check only "inside" and "helpful" for blanks.

Fails: swot_letters_unclear
"""


def swot_letters(factors):
    if factors["factor"].duplicated().any():
        raise ValueError("twice")
    result = dict.fromkeys(factors["factor"], "unclear")
    letters = {(1, 1): "S", (1, 0): "W", (0, 1): "O", (0, 0): "T"}
    for row in factors.dropna().itertuples():
        result[row.factor] = letters[row.inside, row.helpful]
    return result
