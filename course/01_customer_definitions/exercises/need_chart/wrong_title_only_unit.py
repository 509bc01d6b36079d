"""The horizontal axis of your chart has no label, and the vertical one has no unit. A unit in the title is not enough: put both on the axes.

Fails: need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(ylabel="people")
    axes.set_title("Needs (%)")
    return figure
