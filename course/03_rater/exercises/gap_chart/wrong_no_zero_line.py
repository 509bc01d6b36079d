"""There is no line at zero across the bars. Without it the eye cannot tell falling short from exceeding.

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
