"""Your function refuses a factor that is listed twice only if the two entries differ. The task asks for a ValueError even if they agree.

Fails: swot_letters_unclear
"""


def swot_letters(factors):
    letters = {(1, 1): "S", (1, 0): "W", (0, 1): "O", (0, 0): "T"}
    result = {}
    for name, inside, helpful in zip(factors["factor"], factors["inside"], factors["helpful"]):
        letter = letters.get((inside, helpful), "unclear")
        if result.get(name, letter) != letter:
            raise ValueError(f"{name} has two letters")
        result[name] = letter
    return result
