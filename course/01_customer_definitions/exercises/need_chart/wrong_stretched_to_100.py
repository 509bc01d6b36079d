"""Your function rescales the heights so that they add up to 100. Draw the shares as they are, because one person may voice several needs.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [100 * shares[need] / sum(shares.values()) for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
