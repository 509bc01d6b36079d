"""Your chart shows shares of the total. Effects with different signs have no meaningful shares, so draw the effects as they are.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [
        balance.get(name, 0) / sum(abs(balance.get(one, 0)) for one in order) for name in order
    ]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
