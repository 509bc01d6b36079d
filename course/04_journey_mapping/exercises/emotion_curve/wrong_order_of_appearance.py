"""Your chart shows the touchpoints in the order of the rows. The column "order" gives their place on the route.

Fails: emotion_curve_line, emotion_curve_reading_aids
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby("touchpoint", sort=False)["emotion"].agg(["mean", "count"]).reset_index()
    few = route[route["count"] < 2]
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o-", color="tab:blue")
    axes.plot(few["touchpoint"], few["mean"], "o", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
