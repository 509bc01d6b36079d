"""Your chart has horizontal bars. The task asks for upright ones.

Fails: pest_chart_bars, pest_chart_reading_aids
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.barh(order, heights)
    axes.axvline(0)
    axes.set(xlabel="effect (points)", ylabel="category")
    return figure
