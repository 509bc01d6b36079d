"""The vertical axis of your chart does not show zero. Bars that are cut off at the bottom make small differences look large.

Fails: need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    lowest = min(shares.values())
    axes.set_ylim(lowest - 2, max(shares.values()) + 2)
    return figure
