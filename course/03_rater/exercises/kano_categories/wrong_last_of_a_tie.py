"""Your function gives a tie to the last of M, O, A, I, R, Q. The task gives it to the first.

Fails: kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"])
    complete = answers.dropna(subset=["func", "dysf"])
    for feature, rows in complete.groupby("feature"):
        pairs = zip(rows["func"].astype(int), rows["dysf"].astype(int))
        votes = [KANO_TABLE[func - 1][dysf - 1] for func, dysf in pairs]
        result[feature] = max("QRIAOM", key=votes.count)
    return result
