"""Your function names the first touchpoint in the alphabet when means are equal. The task asks for the earlier one on the route.

Fails: emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    by_name = means.sort_index()
    return {
        "low": by_name.idxmin(),
        "low_mean": means.min(),
        "peak": by_name.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
