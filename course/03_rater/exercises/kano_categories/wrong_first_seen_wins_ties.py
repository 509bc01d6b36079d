"""Your function gives a tie to the category that happens to come first in the table. The task settles ties in the order M, O, A, I, R, Q.

Fails: kano_categories_ties
"""

from collections import Counter

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = Counter(found).most_common(1)[0][0]
    return result
