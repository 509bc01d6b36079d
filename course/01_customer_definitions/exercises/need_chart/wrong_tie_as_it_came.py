"""Your chart is in the right order, except that equal shares appear in the order in which they were given. The task asks for alphabetical order there.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=shares.get, reverse=True)
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
