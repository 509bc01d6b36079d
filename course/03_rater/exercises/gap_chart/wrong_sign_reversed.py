"""Your chart shows the bars upside down. Draw each gap with its own sign: below zero where the service falls short of expectations.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(order, [-gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    return figure
