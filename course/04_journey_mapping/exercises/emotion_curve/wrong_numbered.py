"""Your chart numbers the points. Show the name of each touchpoint below its point.

Fails: emotion_curve_line, emotion_curve_reading_aids
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint")
    few = route[route["count"] < 2]
    figure, axes = plt.subplots()
    axes.plot(route.index, route["mean"], "o-", color="tab:blue")
    axes.plot(few.index, few["mean"], "o", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
