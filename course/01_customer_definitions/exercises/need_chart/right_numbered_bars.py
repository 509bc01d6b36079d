"""Places the bars by number and writes the names under them."""

import matplotlib.pyplot as plt
import numpy as np


def need_chart(shares):
    needs = np.array(sorted(shares))
    heights = np.array([shares[need] for need in needs])
    order = np.argsort(-heights, kind="stable")
    figure, axes = plt.subplots()
    bars = axes.bar(range(len(order)), heights[order], width=0.6)
    axes.bar_label(bars, fmt="%.1f")
    axes.set_xticks(range(len(order)), needs[order])
    axes.set_xlabel("need")
    axes.set_ylabel("per cent of people")
    return figure
