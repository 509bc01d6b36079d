"""Places the points by number, names the ticks and scatters the markers."""

import matplotlib.pyplot as plt
import numpy as np


def emotion_curve(answers):
    table = answers.groupby(["order", "touchpoint"], as_index=False)["emotion"].agg(
        ["mean", "count"]
    )
    table = table[table["count"] > 0].reset_index(drop=True)
    places = np.arange(len(table))
    few = (table["count"] == 1).to_numpy()
    _, axes = plt.subplots(figsize=(10, 4))
    axes.plot(places, table["mean"], zorder=1)
    axes.scatter(places[~few], table["mean"][~few], color="black", zorder=3)
    axes.scatter(places[few], table["mean"][few], facecolors="white", edgecolors="black", zorder=3)
    axes.set_xticks(places, table["touchpoint"], rotation=45)
    axes.axhline(0, linestyle=":")
    axes.set_xlabel("Touchpoints along the journey")
    axes.set_ylabel("Mean emotion [points]")
    return axes
