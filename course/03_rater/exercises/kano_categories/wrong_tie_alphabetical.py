"""Your function settles ties alphabetically. The task uses the order M, O, A, I, R, Q, so that what hurts most when missing comes first.

Fails: kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("AIMOQR", key=found.count)
    return result
