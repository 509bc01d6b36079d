"""Sets limits from the largest height, with the axis itself at zero and labels of the figure."""

import matplotlib.pyplot as plt

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    figure, axes = plt.subplots(figsize=(6, 4))
    heights = [balance[name] if name in balance else 0 for name in NAMES]
    bars = axes.bar(range(4), heights, tick_label=NAMES, width=0.5)
    axes.bar_label(bars, fmt="%.1f")
    most = 1.2 * max(1, *map(abs, heights))
    axes.set_ylim(-most, most)
    axes.set_axisbelow(False)
    axes.spines["bottom"].set_position("zero")
    figure.supxlabel("category")
    figure.supylabel("expected effect [Points]")
    return axes
