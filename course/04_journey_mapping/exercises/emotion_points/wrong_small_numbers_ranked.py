"""Your function ranks touchpoints with a single answer. One angry or happy person is not enough, so rank only touchpoints with two or more answers.

Fails: emotion_points_values, emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route["mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
