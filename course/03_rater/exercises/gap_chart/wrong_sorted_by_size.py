"""The bars are sorted by size. That can be useful, but here the order of the model is asked for, so that charts can be compared from year to year.

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
