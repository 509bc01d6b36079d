"""Your chart numbers the bars. Label each bar with the letter of its dimension.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(range(5), [gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    return figure
