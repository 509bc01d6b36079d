"""Your chart shows the dimensions from last to first. Which of them does the task put on the left?

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[letter] for letter in "RATES"])
    axes.axhline(0)
    axes.invert_xaxis()
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
