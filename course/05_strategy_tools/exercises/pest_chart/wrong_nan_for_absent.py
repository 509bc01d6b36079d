"""A category that is missing has the height NaN in your chart. If it is the first or the last one, its name is cut off as well. Give it the height 0.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt
import pandas as pd

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    numbers = {name: value for name, value in balance.items() if name in NAMES}
    heights = pd.Series(numbers, dtype=float).reindex(NAMES)
    figure, axes = plt.subplots()
    axes.bar(NAMES, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="expected effect (points)")
    return figure
