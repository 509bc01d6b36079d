"""There is no line at zero across all bars. Without it the eye cannot tell good from bad.

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
