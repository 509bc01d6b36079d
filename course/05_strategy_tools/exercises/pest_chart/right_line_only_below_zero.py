"""Draws the line where a bar points downwards; elsewhere the axis itself lies at zero."""

import matplotlib.pyplot as plt

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    heights = [balance.get(name, 0) for name in NAMES]
    figure, axes = plt.subplots()
    axes.bar(NAMES, heights)
    if min(heights) < 0:
        axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="expected effect (points)")
    return figure
