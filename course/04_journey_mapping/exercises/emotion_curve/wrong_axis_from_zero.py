"""Your vertical axis begins at 0, so a touchpoint whose mean is below 0 cannot be seen.

Fails: emotion_curve_line, emotion_curve_reading_aids
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
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)", ylim=(0, 2.1))
    return figure
