"""Plots fractions and writes them at the ticks in per cent; returns the axes."""

import matplotlib.pyplot as plt
import numpy as np


def clv_curve(margin, rate, retentions):
    places = np.sort(retentions)
    _, axes = plt.subplots()
    axes.plot(places, margin * places / (1 + rate - places), marker="s")
    axes.set_xticks(places, [f"{100 * place:.0f} %" for place in places])
    axes.set(xlabel="retention", ylabel="value in euros", title="What a customer is worth")
    return axes
