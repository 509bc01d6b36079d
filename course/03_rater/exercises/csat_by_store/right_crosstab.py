"""Tabulates shops by satisfied or not and divides the columns."""

import numpy as np
import pandas as pd


def csat_by_store(survey):
    rated = survey.dropna(subset=["csat"])
    counts = pd.crosstab(rated["store"], rated["csat"] >= 4).reindex(
        columns=[False, True], fill_value=0
    )
    share = 100 * counts[True] / counts.sum(axis=1)
    result = {store: share.get(store, np.nan) for store in survey["store"].unique()}
    result["all"] = 100 * counts[True].sum() / len(rated) if len(rated) else np.nan
    return result
