"""Your chart shows the total as if it were a sixth dimension. Leave it out.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S", "total"]
    figure, axes = plt.subplots()
    axes.bar(order, [gaps.get(letter, 0) for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    return figure
