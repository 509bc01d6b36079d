"""In your chart, each bar starts where the one before it ends. Start every bar at zero, because the gaps do not add up.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt
import numpy as np


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(
        order,
        [gaps[letter] for letter in order],
        bottom=np.cumsum([0] + [gaps[letter] for letter in order])[:-1],
    )
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    return figure
