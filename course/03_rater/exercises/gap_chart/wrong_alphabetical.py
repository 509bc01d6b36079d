"""Your chart shows the bars in alphabetical order. The board wants them in the order of the model, with reliability first.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = sorted(letter for letter in gaps if letter != "total")
    figure, axes = plt.subplots()
    axes.bar(order, [gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    return figure
