"""Plots a Series with pandas."""

import pandas as pd


def pest_chart(balance):
    names = ["political", "economic", "social", "technological"]
    series = pd.Series(balance).reindex(names).fillna(0)
    axes = series.plot.bar(rot=0)
    axes.axhline(0, color="black")
    axes.set_xlabel("PEST category")
    axes.set_ylabel("Net effect [points]")
    return axes.get_figure()
