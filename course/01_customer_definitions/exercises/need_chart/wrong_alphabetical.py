"""The bars stand in alphabetical order. The board wants to see at once which need is voiced most.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares)
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
