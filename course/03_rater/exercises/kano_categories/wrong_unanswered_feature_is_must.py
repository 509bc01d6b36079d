"""Your function returns M for a feature without a complete pair, because the tie rule also applies when there are no answers. Return None there.

Fails: kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = {}
    for feature in answers["feature"].unique():
        pairs = answers[answers["feature"] == feature].dropna(subset=["func", "dysf"])
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
