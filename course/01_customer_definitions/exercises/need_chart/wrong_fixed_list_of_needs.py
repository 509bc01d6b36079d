"""Your function uses a fixed list of our own needs. Take the names from the dictionary that it is given, because another one has other needs.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = ["speed", "price", "advice", "returns", "choice"]
    figure, axes = plt.subplots()
    axes.bar(needs, [shares.get(need, 0) for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
