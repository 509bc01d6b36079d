"""The letters are written beneath bars that stand in the order of the dictionary, so that heights and names no longer belong together. Fetch each height by its letter.

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
