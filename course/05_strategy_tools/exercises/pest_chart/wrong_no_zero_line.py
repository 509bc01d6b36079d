"""Your chart has no line at zero that crosses all the bars. Such a line helps readers to tell good effects from bad ones.

Fails: pest_chart_reading_aids
"""

import matplotlib.pyplot as plt


def pest_chart(balance):
    order = ["political", "economic", "social", "technological"]
    heights = [balance.get(name, 0) for name in order]
    figure, axes = plt.subplots()
    axes.bar(order, heights)
    axes.set(xlabel="category", ylabel="effect (points)")
    return figure
