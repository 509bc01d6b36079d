"""Your chart has no hollow markers. Readers should see at a glance which means are based on a single answer.

Fails: emotion_curve_reading_aids
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint")
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o-", color="tab:blue")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
