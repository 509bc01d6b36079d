"""In your chart, some bars are cut off or an axis runs backwards. Make sure that every bar can be seen in full and the right way up.

Fails: gap_chart_bars, gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(order, [gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    axes.set_ylim(-1, 0.5)
    return figure
