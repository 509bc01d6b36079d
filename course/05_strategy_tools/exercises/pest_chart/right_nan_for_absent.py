"""Draws a missing category as NaN, which looks like a bar of height 0."""

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
