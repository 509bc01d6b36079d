"""In your chart, some bars are cut off or an axis runs backwards. Make sure that every bar can be seen in full and the right way up.

Fails: pest_chart_bars, pest_chart_reading_aids
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    axes.set_ylim(0, 5)
    return figure
