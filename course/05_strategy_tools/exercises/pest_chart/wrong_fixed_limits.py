"""In your chart, the vertical axis has fixed limits that cut off the bars of other balances. Let matplotlib choose the limits, or work them out from the heights.

Fails: pest_chart_reading_aids
"""

import matplotlib.pyplot as plt

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    figure, axes = plt.subplots()
    axes.bar(NAMES, [balance.get(name, 0) for name in NAMES])
    axes.axhline(0, color="black")
    axes.set_ylim(-5, 5)
    axes.set(xlabel="category", ylabel="expected effect (points)")
    return figure
