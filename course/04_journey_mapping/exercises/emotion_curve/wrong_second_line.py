"""Your chart has a second line. The task asks for one line through the means.

Fails: emotion_curve_line
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint")
    few = route[route["count"] < 2]
    figure, axes = plt.subplots(figsize=(9, 4))
    axes.plot(route["touchpoint"], route["mean"], marker="o")
    axes.plot(few["touchpoint"], few["mean"], "o", color="C0", mfc="white")
    ends = route.iloc[[0, -1]]
    axes.plot(ends["touchpoint"], ends["mean"], "--", color="grey")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
