"""Your function looks for the lowest and the highest single answer to find low and peak. Compare the means of the touchpoints instead.

Fails: emotion_points_values
"""

import numpy as np


def emotion_points(answers):
    g = (
        answers.groupby(["order", "touchpoint"])["emotion"]
        .agg(["mean", "count", "min", "max"])
        .droplevel("order")
    )
    m = g[g["count"] >= 2]
    if m.empty:
        return dict.fromkeys(["low", "peak", "end", "low_mean", "end_mean"], np.nan)
    low = m["min"].idxmin()
    return {
        "low": low,
        "peak": m["max"].idxmax(),
        "end": m.index[-1],
        "low_mean": m.loc[low, "mean"],
        "end_mean": m["mean"].iloc[-1],
    }
