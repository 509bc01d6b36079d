"""The horizontal axis of your chart has no label. Say what R, A, T, E and S are.

Fails: gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(order, [gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(ylabel="gap (points)")
    return figure
