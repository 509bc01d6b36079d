"""Your function looks for the lowest single answer to find the low. Compare the means of the touchpoints instead.

Fails: emotion_points_values, emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    g = (
        answers.groupby(["order", "touchpoint"])["emotion"]
        .agg(["min", "max", "count", "mean"])
        .droplevel("order")
    )
    g = g[g["count"] >= 2]
    if g.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": g["min"].idxmin(),
        "low_mean": g["min"].min(),
        "peak": g["max"].idxmax(),
        "end": g.index[-1],
        "end_mean": g["mean"].iloc[-1],
    }
