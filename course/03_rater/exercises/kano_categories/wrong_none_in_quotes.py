"""Your function returns the text "None" for a feature without a complete pair. Return None itself, without quotation marks.

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
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
