"""Your chart numbers the bars. Label each bar with the name of its need.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(range(len(needs)), [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
