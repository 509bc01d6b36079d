"""Your chart has no bars. Draw one upright bar for each dimension: a line would suggest that one dimension leads to the next.

Fails: gap_chart_bars, gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.plot(list("RATES"), [gaps[letter] for letter in "RATES"], marker="o")
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
