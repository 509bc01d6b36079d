"""Your function takes the mean of the last touchpoint, even if it has fewer than two answers. The end is the last one with two or more, and its mean belongs to it.

Fails: emotion_points_values
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": route["mean"].iloc[-1],
    }
