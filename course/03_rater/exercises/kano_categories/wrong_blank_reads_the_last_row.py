"""Your function turns blanks into 0, and position 0 − 1 is the last row or column of the table, so a blank is read as dislike. Drop the incomplete pair.

Fails: kano_categories_ties
"""

KANO_TABLE = [
    "QAAAO",
    "RIIIM",
    "RIIIM",
    "RIIIM",
    "RRRRQ",
]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.fillna({"func": 0, "dysf": 0}).groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
