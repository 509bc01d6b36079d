"""Your chart labels the bars R, A, T, E, S but draws their heights in the order of the dictionary. Look up each height by its letter.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    heights = [gap for letter, gap in gaps.items() if letter != "total"]
    figure, axes = plt.subplots()
    axes.bar(range(5), heights)
    axes.set_xticks(range(5), list("RATES"))
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
