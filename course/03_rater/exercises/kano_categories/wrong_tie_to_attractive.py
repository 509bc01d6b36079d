"""Your function gives ties to the more attractive category. The task uses the order M, O, A, I, R, Q, because it is safer to assume a must-be.

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
        result[feature] = max("AOMIRQ", key=found.count)
    return result
