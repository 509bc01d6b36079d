""" "None" in quotation marks is a text of four letters. Use None without them for a feature that has no complete pair.

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
    result = dict.fromkeys(answers["feature"].unique(), "None")
    for feature, pairs in answers.dropna().groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
