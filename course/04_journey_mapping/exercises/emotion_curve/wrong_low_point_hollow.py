"""Your chart uses a hollow marker for the lowest point. A hollow marker shows that only one person answered, not that customers are unhappy.

Fails: emotion_curve_reading_aids
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint")
    few = route[route["mean"] == route["mean"].min()]
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o-", color="tab:blue")
    axes.plot(few["touchpoint"], few["mean"], "o", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
