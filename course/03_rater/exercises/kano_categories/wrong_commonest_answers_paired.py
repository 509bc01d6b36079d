"""It takes the commonest answer to each question and looks up that pair. Nobody may have given it: classify each person first, then count.

Fails: kano_categories_values, kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna().groupby("feature"):
        func, dysf = pairs["func"].mode()[0], pairs["dysf"].mode()[0]
        result[feature] = KANO_TABLE[int(func) - 1][int(dysf) - 1]
    return result
