"""A touchpoint that nobody rated stands at 0, as if all had been neutral there. Without an answer there is no point.

Fails: emotion_curve_line
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    route = answers.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint").fillna({"mean": 0})
    few = route[route["count"] == 1]
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o-", color="tab:blue")
    axes.plot(few["touchpoint"], few["mean"], "o", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
