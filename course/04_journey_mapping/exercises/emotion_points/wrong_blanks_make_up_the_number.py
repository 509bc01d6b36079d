"""Your function counts missing answers when it checks whether a touchpoint has two answers. Count only the answers that are really there.

Fails: emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    route = answers.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "size"]).dropna()
    means = route.loc[route["size"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
