"""Your function takes the touchpoint that appears last in the table as the end. The rows can be in any order, so use the column "order".

Fails: emotion_points_values, emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby("touchpoint", sort=False)["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"]
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
