"""A feature without a complete pair comes out as M: the tie rule has picked the first of no answers. Report it as None.

Fails: kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = {}
    for feature in answers["feature"].unique():
        pairs = answers[answers["feature"] == feature].dropna()
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
