"""Your chart shows the size of each effect without its sign, so threats look like good news. Draw the effects as they are.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [abs(balance.get(name, 0)) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
