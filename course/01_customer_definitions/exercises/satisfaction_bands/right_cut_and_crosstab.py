"""Cuts the differences into bands and tabulates them by segment."""

import numpy as np
import pandas as pd


def satisfaction_bands(survey):
    gap = (survey["perform"] - survey["expect"]).astype(float)
    bands = ["dissatisfied", "satisfied", "delighted"]
    band = pd.cut(gap, [-np.inf, -0.5, 0.5, np.inf], labels=bands).astype(object)
    table = pd.crosstab(survey["segment"], band).reindex(
        index=survey["segment"].unique(), columns=bands, fill_value=0
    )
    table.loc["all"] = table.sum()
    shares = table.astype(float).div(table.sum(axis=1).replace(0, np.nan), axis=0) * 100
    return {segment: list(row) for segment, row in shares.iterrows()}
