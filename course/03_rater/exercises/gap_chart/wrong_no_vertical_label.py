"""The vertical axis of your chart has no label. Say what the height of a bar means, and give its unit.

Fails: gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(order, [gaps[letter] for letter in order])
    axes.axhline(0)
    axes.set(xlabel="dimension")
    return figure
