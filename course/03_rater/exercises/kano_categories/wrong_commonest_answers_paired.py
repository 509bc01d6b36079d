"""Your function pairs the most common answers to the two questions, although perhaps nobody gave that pair. Look up each person's pair first, then count the categories.

Fails: kano_categories_values, kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        func, dysf = pairs["func"].mode()[0], pairs["dysf"].mode()[0]
        result[feature] = KANO_TABLE[int(func) - 1][int(dysf) - 1]
    return result
