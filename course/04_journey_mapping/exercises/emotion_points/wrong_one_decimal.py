"""Your function rounds the means to one decimal place, which is too coarse for this scale. Round to two decimal places, or not at all.

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
        "low_mean": round(means.min(), 1),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": round(means.iloc[-1], 1),
    }
