"""Your chart draws a point for a touchpoint without answers, as if everybody had felt neutral there. Leave that point out.

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
