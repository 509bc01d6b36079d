"""Your function takes the strongest feeling as the peak, whether good or bad. In this task the peak is the highest mean.

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
        "peak": means.abs().idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
