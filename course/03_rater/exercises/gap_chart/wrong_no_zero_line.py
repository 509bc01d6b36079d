"""Your chart has no line at zero that crosses all the bars. Such a line helps readers to tell positive gaps from negative ones.

Fails: gap_chart_reading_aids
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    order = ["R", "A", "T", "E", "S"]
    figure, axes = plt.subplots()
    axes.bar(order, [gaps[letter] for letter in order])
    axes.margins(y=0.2)
    axes.set(xlabel="dimension", ylabel="gap (points)")
    return figure
