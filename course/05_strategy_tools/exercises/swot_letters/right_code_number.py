"""Makes one number of both codes and maps it."""


def swot_letters(factors):
    if factors["factor"].value_counts().gt(1).any():
        raise ValueError("some factor stands in the table twice")
    code = 2 * factors["inside"] + factors["helpful"]
    letters = code.map({3: "S", 2: "W", 1: "O", 0: "T"}).fillna("unclear")
    return letters.set_axis(factors["factor"]).to_dict()
