"""In your chart, each bar starts where the one before it ends. Start every bar at zero.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt
import numpy as np


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights, bottom=np.cumsum([0, *heights])[:-1])
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
