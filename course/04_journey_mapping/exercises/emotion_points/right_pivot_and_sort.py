"""Pivots, sorts stably and takes first rows."""

import numpy as np
import pandas as pd


def emotion_points(answers):
    table = pd.pivot_table(
        answers.dropna(subset=["emotion"]),
        index=["order", "touchpoint"],
        values="emotion",
        aggfunc=["mean", "count"],
    )
    if len(table):
        table.columns = ["mean", "count"]
        table = table[table["count"] > 1].reset_index()
    if len(table) == 0:
        return pd.Series(
            {"low": np.nan, "low_mean": np.nan, "peak": np.nan, "end": np.nan, "end_mean": np.nan}
        )
    up = table.sort_values("mean", kind="stable")
    down = table.sort_values(["mean", "order"], ascending=[False, True])
    last = table.sort_values("order").tail(1)
    return pd.Series(
        {
            "low": up["touchpoint"].iloc[0],
            "low_mean": up["mean"].iloc[0],
            "peak": down["touchpoint"].iloc[0],
            "end": last["touchpoint"].iloc[0],
            "end_mean": last["mean"].iloc[0],
        }
    )
