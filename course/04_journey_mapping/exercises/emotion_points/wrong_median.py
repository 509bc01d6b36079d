"""Your function takes medians, which make many touchpoints equal on such a short scale. The task asks for means.

Fails: emotion_points_values
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["median", "count"])
    means = route.loc[route["count"] >= 2, "median"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
