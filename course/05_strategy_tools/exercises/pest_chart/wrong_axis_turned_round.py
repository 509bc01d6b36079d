"""Your chart shows the categories from last to first. Which of them does PEST begin with?

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    names = ["political", "economic", "social", "technological"]
    figure, axes = plt.subplots()
    axes.bar(names, [balance.get(name, 0) for name in names])
    axes.axhline(0)
    axes.invert_xaxis()
    axes.set(xlabel="category", ylabel="expected effect (points)")
    return figure
