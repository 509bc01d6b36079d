"""The horizontal axis of your chart has no label. Say what the four names are.

Fails: pest_chart_reading_aids
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set_ylabel("effect (points)")
    return figure
