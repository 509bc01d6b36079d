"""The codes are names, not amounts: it takes the median answer of each question. Look up every person's pair, then count the categories.

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
    for feature, pairs in answers.dropna().groupby("feature"):
        func, dysf = pairs["func"].median(), pairs["dysf"].median()
        result[feature] = KANO_TABLE[int(func) - 1][int(dysf) - 1]
    return result
