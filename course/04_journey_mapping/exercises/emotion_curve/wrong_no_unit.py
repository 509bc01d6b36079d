"""The vertical axis of your chart does not give the unit of the emotions in brackets. In which unit are they measured?

Fails: emotion_curve_reading_aids
"""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    route = route.reset_index("touchpoint")
    few = route[route["count"] < 2]
    figure, axes = plt.subplots()
    axes.plot(route["touchpoint"], route["mean"], "o-", color="tab:blue")
    axes.plot(few["touchpoint"], few["mean"], "o", color="tab:blue", mfc="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion")
    return figure
