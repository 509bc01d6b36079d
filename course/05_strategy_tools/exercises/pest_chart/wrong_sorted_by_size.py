"""Your chart sorts the bars by size. That can be useful, but the task asks for the order of PEST, so that charts can be compared from year to year.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = sorted(
        ["political", "economic", "social", "technological"], key=lambda name: -balance.get(name, 0)
    )
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.axhline(0, color="black")
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
