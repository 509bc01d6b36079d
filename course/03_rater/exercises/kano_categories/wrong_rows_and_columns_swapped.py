"""Your function swaps the rows and columns of the table. The answer in "func" picks the row.

Fails: kano_categories_values, kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [
            KANO_TABLE[int(dysf) - 1][int(func) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
