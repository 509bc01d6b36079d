"""Your function counts a pair with a blank as questionable (Q). A blank contradicts nothing, so drop the incomplete pair.

Fails: kano_categories_ties
"""

import pandas as pd

KANO_TABLE = [
    "QAAAO",
    "RIIIM",
    "RIIIM",
    "RIIIM",
    "RRRRQ",
]


def kano_categories(answers):
    result = {}
    for feature, pairs in answers.groupby("feature"):
        found = [
            "Q" if pd.isna(func) or pd.isna(dysf) else KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIRQ", key=found.count)
    return result
