"""Your function takes the last touchpoint as the end, however few people answered there. Only touchpoints with two or more answers are ranked.

Fails: emotion_points_values
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    last = route["mean"].droplevel("order")
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": last.index[-1],
        "end_mean": last.iloc[-1],
    }
