"""Your function counts reverse (R) and questionable (Q) pairs as indifferent. Both are categories of their own.

Fails: kano_categories_values, kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1].replace("R", "I").replace("Q", "I")
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
