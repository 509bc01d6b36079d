"""Your chart sorts the bars by size. That can be useful, but the task asks for the order of the model, so that charts can be compared from year to year.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = sorted((letter for letter in gaps if letter != "total"), key=gaps.get)
    figure, axes = plt.subplots()
    axes.bar(order, [gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    return figure
