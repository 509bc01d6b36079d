"""The unit stands in the title only, and the horizontal axis has no label. Put them at the axes.

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
