"""Your function reads a blank in "func" as neutral (3). Nobody said that, so drop the incomplete pair.

Fails: kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in (
        answers.fillna({"func": 3}).dropna(subset=["func", "dysf"]).groupby("feature")
    ):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
