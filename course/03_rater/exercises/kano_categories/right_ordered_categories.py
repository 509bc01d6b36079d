"""An ordered category, whose mode comes in the order of the rule."""

import numpy as np
import pandas as pd

KANO_TABLE = [
    "QAAAO",
    "RIIIM",
    "RIIIM",
    "RIIIM",
    "RRRRQ",
]


def kano_categories(answers):
    def category(row):
        if row[["func", "dysf"]].isna().any():
            return np.nan
        return KANO_TABLE[int(row["func"]) - 1][int(row["dysf"]) - 1]

    letters = [category(row) for _, row in answers.iterrows()]
    ordered = pd.Series(pd.Categorical(letters, list("MOAIRQ"), ordered=True), answers.index)
    result = {}
    for feature in answers["feature"].unique():
        modes = ordered[answers["feature"] == feature].mode()
        result[feature] = modes.iloc[0] if len(modes) else np.nan
    return pd.Series(result, dtype=object)
