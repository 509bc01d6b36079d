"""Your function divides the heights by 100. The shares are already in per cent, and that is the unit the axis should show.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] / 100 for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
