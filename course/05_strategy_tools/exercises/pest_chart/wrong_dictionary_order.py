"""Your chart shows the bars in the order of the dictionary. The task asks for the order of PEST.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = [
        name for name in balance if name in ("political", "economic", "social", "technological")
    ]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
