"""Your function rounds the heights to whole per cent. Draw the shares as they are given.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [round(shares[need]) for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
