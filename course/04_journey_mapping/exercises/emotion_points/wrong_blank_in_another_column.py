"""Your function drops an answer because another column is blank. It should drop an answer only if its emotion is missing.

Fails: emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna()
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
