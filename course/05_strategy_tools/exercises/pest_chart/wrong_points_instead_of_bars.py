"""Your chart has no bars. Draw one upright bar for each category: a line would suggest that one category leads to the next.

Fails: pest_chart_bars, pest_chart_reading_aids
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.plot(order, heights, "o-")
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
