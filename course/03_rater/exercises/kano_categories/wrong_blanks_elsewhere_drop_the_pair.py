"""Your function drops a pair because another column is blank. A pair is complete if both answers are there.

Fails: kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna().groupby("feature"):
        places = zip(pairs["func"].astype(int), pairs["dysf"].astype(int))
        found = [KANO_TABLE[func - 1][dysf - 1] for func, dysf in places]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
