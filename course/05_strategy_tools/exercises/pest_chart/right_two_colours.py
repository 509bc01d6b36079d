"""Draws what is positive in one colour, then what is negative in another."""

import matplotlib.pyplot as plt
import numpy as np

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    heights = np.array([float(balance.get(name, 0)) for name in NAMES])
    figure, axes = plt.subplots()
    axes.bar(NAMES, np.where(heights > 0, heights, 0), color="tab:blue")
    axes.bar(NAMES, np.where(heights < 0, heights, 0), color="tab:red")
    axes.axhline(0, color="black")
    axes.set_xlabel("category")
    axes.set_ylabel("expected effect (points)")
    return figure
