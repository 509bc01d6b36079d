"""In your chart, bars that point downwards hide their names. Move the names below the bars, so that all can be read.

Fails: pest_chart_bars
"""

import matplotlib.pyplot as plt

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    figure, axes = plt.subplots(figsize=(6, 4))
    heights = [balance[name] if name in balance else 0 for name in NAMES]
    axes.bar(range(4), heights, tick_label=NAMES, width=0.5)
    most = 1.2 * max(1, *map(abs, heights))
    axes.set_ylim(-most, most)
    axes.spines["bottom"].set_position("zero")
    figure.supxlabel("category")
    figure.supylabel("expected effect [Points]")
    return axes
