"""Your function looks up rows by the numbers 0, 1, 2 …, which this table does not have. A table cut from a bigger one keeps its old row numbers, so go through the rows themselves.

Fails: swot_letters_unclear
"""


def swot_letters(factors):
    letters = {}
    for i in range(len(factors)):
        name = factors.loc[i, "factor"]
        if name in letters:
            raise ValueError(f"{name} is listed twice")
        pair = (factors.loc[i, "inside"], factors.loc[i, "helpful"])
        if pair == (1, 1):
            letters[name] = "S"
        elif pair == (1, 0):
            letters[name] = "W"
        elif pair == (0, 1):
            letters[name] = "O"
        elif pair == (0, 0):
            letters[name] = "T"
        else:
            letters[name] = "unclear"
    return letters
