"""The vertical axis of your chart does not give the unit of the effects in brackets. In which unit are they measured?

Fails: pest_chart_reading_aids
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect")
    return figure
