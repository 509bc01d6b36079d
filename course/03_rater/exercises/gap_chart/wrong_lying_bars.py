"""Your chart has horizontal bars. The task asks for upright ones.

Fails: gap_chart_bars, gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.barh(order, [gaps[letter] for letter in order])
    axes.axvline(0)
    axes.set(xlabel="gap (scale points)", ylabel="dimension")
    return figure
