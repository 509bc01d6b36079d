"""The vertical axis of your chart does not give the unit of the gaps in brackets. In which unit are they measured?

Fails: gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(order, [gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap")
    return figure
