"""Your function leaves out a feature that has no complete pair. Report it as None, so that the reader knows it was asked about.

Fails: kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = {}
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
