"""Losses and gains in two calls, each with empty bars in the places of the other."""

import matplotlib.pyplot as plt
import pandas as pd


def gap_chart(gaps):
    heights = pd.Series(gaps).reindex(list("RATES"))
    figure, axes = plt.subplots()
    axes.bar(heights.index, heights.clip(upper=0), color="firebrick")
    axes.bar(heights.index, heights.where(heights >= 0), color="seagreen")
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
