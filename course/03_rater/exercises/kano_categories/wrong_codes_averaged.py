"""Your function averages the answer codes and looks up the result. The codes are labels, not amounts: look up each person's pair first, then count the categories.

Fails: kano_categories_values, kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        func, dysf = round(pairs["func"].mean()), round(pairs["dysf"].mean())
        result[feature] = KANO_TABLE[func - 1][dysf - 1]
    return result
