"""Your function names the later touchpoint when two share the highest mean. The task asks for the earlier one.

Fails: emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    ranked = means.sort_values(kind="stable")
    return {
        "low": ranked.index[0],
        "low_mean": ranked.iloc[0],
        "peak": ranked.index[-1],
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
