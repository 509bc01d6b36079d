"""Your function swaps low and peak. The low is the touchpoint with the lowest mean.

Fails: emotion_points_values, emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": means.idxmax(),
        "low_mean": means.max(),
        "peak": means.idxmin(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
