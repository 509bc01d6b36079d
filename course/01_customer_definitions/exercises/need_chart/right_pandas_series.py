"""Sorts a Series and lets pandas draw it."""

import pandas as pd


def need_chart(shares):
    series = pd.Series(shares).sort_index().sort_values(ascending=False, kind="stable")
    axes = series.plot.bar(rot=0, figsize=(6, 3))
    axes.set_xlabel("need")
    axes.set_ylabel("% of people")
    return axes.get_figure()
