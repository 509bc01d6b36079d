"""Your function looks for the lowest single answer to find the low. Compare the means of the touchpoints instead.

Fails: emotion_points_values, emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count", "min"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    lowest = route.loc[route["count"] >= 2, "min"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": lowest.idxmin(),
        "low_mean": lowest.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
