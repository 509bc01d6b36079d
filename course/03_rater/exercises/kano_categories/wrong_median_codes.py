"""Your function takes the median answer to each question. The codes are labels, not amounts: look up each person's pair first, then count the categories.

Fails: kano_categories_values, kano_categories_ties
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
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        func, dysf = pairs["func"].median(), pairs["dysf"].median()
        result[feature] = KANO_TABLE[int(func) - 1][int(dysf) - 1]
    return result
