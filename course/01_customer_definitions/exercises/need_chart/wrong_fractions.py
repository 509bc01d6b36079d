"""The heights were divided by 100. The shares are in per cent already, and the axis says so.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] / 100 for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
