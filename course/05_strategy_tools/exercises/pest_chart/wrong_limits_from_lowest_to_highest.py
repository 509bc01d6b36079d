"""In your chart, the vertical axis runs from the lowest effect to the highest. Where all effects have the same sign, it does not show zero, and the bars are cut off. Let matplotlib choose the limits, or take 0 in.

Fails: pest_chart_reading_aids
"""

import matplotlib.pyplot as plt

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    heights = [balance.get(name, 0) for name in NAMES]
    figure, axes = plt.subplots()
    axes.bar(NAMES, heights)
    axes.axhline(0, color="black")
    axes.set_ylim(min(heights), max(heights))
    axes.set(xlabel="category", ylabel="expected effect (points)")
    return figure
