"""Your chart shows the bars in alphabetical order. The task asks for the order of PEST.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = sorted(["political", "economic", "social", "technological"])
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
