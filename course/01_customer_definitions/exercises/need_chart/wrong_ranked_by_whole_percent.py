"""Your chart ranks the needs by whole per cent, so shares that differ by less than that appear as a tie. Rank them by the shares as they are given.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-round(shares[need]), need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
