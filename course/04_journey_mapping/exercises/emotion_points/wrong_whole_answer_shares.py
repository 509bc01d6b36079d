"""Your function returns the share of unhappy answers where the task asks for a mean. Report the mean emotion, between −2 and 2.

Fails: emotion_points_values, emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    known = known.assign(bad=known["emotion"] < 0)
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return dict.fromkeys(["low", "low_mean", "peak", "end", "end_mean"], np.nan)
    bad = known.groupby("touchpoint")["bad"].mean()
    return {
        "low": means.idxmin(),
        "low_mean": bad[means.idxmin()],
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": bad[means.index[-1]],
    }
