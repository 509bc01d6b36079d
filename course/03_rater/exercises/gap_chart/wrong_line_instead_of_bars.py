"""There are no bars. A line joins dimensions that do not follow from one another: draw one upright bar for each.

Fails: gap_chart_bars, gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.plot(list("RATES"), [gaps[letter] for letter in "RATES"], marker="o")
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
