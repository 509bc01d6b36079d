"""Tabulates segments by group of answer."""

import numpy as np
import pandas as pd


def nps_by_segment(survey):
    def group(score):
        if score > 10 or score < 0:
            raise ValueError(f"score out of range: {score}")
        return "promoters" if score > 8 else "passives" if score > 6 else "detractors"

    valid = survey[survey["nps"].notna()]
    table = pd.crosstab(valid["segment"], valid["nps"].map(group))
    table = table.reindex(columns=["promoters", "passives", "detractors"], fill_value=0)
    total = table.sum()
    result = {segment: np.nan for segment in survey["segment"]}
    for segment, row in table.iterrows():
        result[segment] = 100 * (row["promoters"] - row["detractors"]) / row.sum()
    result["all"] = (
        100 * (total["promoters"] - total["detractors"]) / len(valid) if len(valid) else np.nan
    )
    return result
