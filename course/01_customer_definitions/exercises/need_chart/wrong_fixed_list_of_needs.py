"""The names of our own needs are written into the function. Take them from the dictionary that is handed in: another one has others.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = ["speed", "price", "advice", "returns", "choice"]
    figure, axes = plt.subplots()
    axes.bar(needs, [shares.get(need, 0) for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
