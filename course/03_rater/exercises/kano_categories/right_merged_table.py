"""The table as rows of its own, merged."""

import pandas as pd

KANO_TABLE = [
    "QAAAO",
    "RIIIM",
    "RIIIM",
    "RIIIM",
    "RRRRQ",
]


def kano_categories(answers):
    cells = [(f + 1, d + 1, KANO_TABLE[f][d]) for f in range(5) for d in range(5)]
    table = pd.DataFrame(cells, columns=["func", "dysf", "category"])
    merged = answers.merge(table, how="left", on=["func", "dysf"])
    result = {}
    for feature, rows in merged.groupby("feature"):
        counts = rows["category"].value_counts()
        result[feature] = max("MOAIRQ", key=lambda one: counts.get(one, 0)) if len(counts) else None
    return result
