"""The axis has fixed limits that fit one balance and cut off the bars of another. Let the heights decide.

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
