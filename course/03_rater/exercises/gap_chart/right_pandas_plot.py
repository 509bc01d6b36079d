"""Lets pandas draw the bars and adds the line."""

import pandas as pd


def gap_chart(gaps):
    series = pd.Series(gaps).reindex(["R", "A", "T", "E", "S"])
    axes = series.plot.bar(figsize=(6, 3), rot=0)
    axes.axhline(0, color="black")
    axes.set_xlabel("Dimension")
    axes.set_ylabel("Mean gap [points]")
    return axes.get_figure()
