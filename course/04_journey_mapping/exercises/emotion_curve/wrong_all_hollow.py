"""All markers are hollow. Only the means that rest on a single answer should be.

Fails: emotion_curve_reading_aids
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint")
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o-", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
