"""Your chart has no bar for a category that is not in the dictionary. Keep its place, with a bar of height 0.

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
