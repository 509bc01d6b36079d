"""Your function uses only the answer in "func". The category depends on both answers of the pair.

Fails: kano_categories_values, kano_categories_ties
"""


def kano_categories(answers):
    letters = {1: "A", 2: "M", 5: "R"}
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [letters.get(int(func), "I") for func in pairs["func"]]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
