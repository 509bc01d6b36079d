"""Your chart shows the whole dictionary in its own order, including the total. Draw only the five dimensions, in the order that the task asks for.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.bar(list(gaps), list(gaps.values()))
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
