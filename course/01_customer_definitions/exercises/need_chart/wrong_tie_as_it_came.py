"""The order is right except where two shares are equal. There, the names decide, in alphabetical order.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=shares.get, reverse=True)
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
