"""It averages the answer codes and looks up the mean. The codes are names of answers, not amounts: classify each person first, then count.

Fails: kano_categories_values, kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna().groupby("feature"):
        func, dysf = round(pairs["func"].mean()), round(pairs["dysf"].mean())
        result[feature] = KANO_TABLE[func - 1][dysf - 1]
    return result
