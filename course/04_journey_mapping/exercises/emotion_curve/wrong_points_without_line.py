"""Your chart has no line that joins points. Draw one line through the means, from one touchpoint to the next.

Fails: emotion_curve_line
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint")
    few = route[route["count"] < 2]
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o", color="tab:blue")
    axes.plot(few["touchpoint"], few["mean"], "o", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure
