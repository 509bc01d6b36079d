"""Writes the table as rules, counts with crosstab in the order of priority."""

import numpy as np
import pandas as pd


def kano_categories(answers):
    pairs = answers.dropna(subset=["func", "dysf"])
    like, dislike = pairs["func"].eq(1), pairs["func"].eq(5)
    rules = [
        like & pairs["dysf"].eq(1) | dislike & pairs["dysf"].eq(5),
        like & pairs["dysf"].eq(5),
        like,
        dislike | pairs["dysf"].eq(1),
        pairs["dysf"].eq(5),
    ]
    category = pd.Series(np.select(rules, list("QOARM"), "I"), index=pairs.index, dtype=object)
    counts = pd.crosstab(pairs["feature"], category).reindex(columns=list("MOAIRQ"), fill_value=0)
    found = counts.idxmax(axis=1).to_dict() if len(counts) else {}
    return {feature: found.get(feature) for feature in answers["feature"].unique()}
