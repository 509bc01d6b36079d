"""Your function takes the touchpoint that appears last in the table as the end. The rows can be in any order, so use the column "order".

Fails: emotion_points_values, emotion_points_few_answers
"""

import numpy as np


def emotion_points(answers):
    g = (
        answers.groupby(["order", "touchpoint"])["emotion"]
        .agg(["mean", "count"])
        .droplevel("order")
    )
    m = g.loc[g["count"] >= 2, "mean"]
    if m.empty:
        return dict.fromkeys(["low", "peak", "end", "low_mean", "end_mean"], np.nan)
    ok = answers[answers["touchpoint"].isin(m.index)]
    e = ok["touchpoint"].iloc[-1]
    return {"low": m.idxmin(), "peak": m.idxmax(), "end": e, "low_mean": m.min(), "end_mean": m[e]}
