"""Your function counts missing answers when it decides which markers are hollow. A touchpoint with only one real answer needs a hollow marker.

Fails: emotion_curve_reading_aids
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    route = answers.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "size"])
    route = route.reset_index("touchpoint").rename(columns={"size": "count"}).dropna()
    few = route[route["count"] < 2]
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o-", color="tab:blue")
    axes.plot(few["touchpoint"], few["mean"], "o", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
