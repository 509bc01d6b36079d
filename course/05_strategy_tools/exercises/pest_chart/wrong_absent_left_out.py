"""A category that the dictionary does not hold has no bar. It should keep its place, with height 0.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = [
        name for name in ("political", "economic", "social", "technological") if name in balance
    ]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
