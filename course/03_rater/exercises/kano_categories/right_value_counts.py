"""Counts with value_counts and looks for the first maximum in the order of priority."""

import pandas as pd

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    result = {}
    for feature in answers["feature"].unique():
        pairs = answers[answers["feature"] == feature].dropna(subset=["func", "dysf"])
        letters = pd.Series(
            [KANO_TABLE[int(f) - 1][int(d) - 1] for f, d in zip(pairs["func"], pairs["dysf"])],
            dtype=object,
        )
        counts = letters.value_counts().reindex(list("MOAIRQ"), fill_value=0)
        result[feature] = counts.idxmax() if len(letters) else None
    return result
