"""Sorts categories by count and priority."""

import pandas as pd

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    order = "MOAIRQ"
    result = {}
    for feature, rows in answers.groupby("feature"):
        found = []
        for row in rows.itertuples():
            if pd.notna(row.func) and pd.notna(row.dysf):
                found.append(KANO_TABLE[int(row.func) - 1][int(row.dysf) - 1])
        ranked = sorted(set(found), key=lambda letter: (-found.count(letter), order.index(letter)))
        result[feature] = ranked[0] if ranked else None
    return pd.Series(result, dtype=object)
