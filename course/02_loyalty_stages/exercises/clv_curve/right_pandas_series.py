"""Lets pandas sort and draw."""

import pandas as pd


def clv_curve(margin, rate, retentions):
    kept = pd.Series(retentions, dtype=float)
    values = (margin * kept / (1 + rate - kept)).set_axis(kept).sort_index()
    axes = values.plot(style="-", grid=True)
    axes.set_xlabel("retention per year")
    axes.set_ylabel("customer lifetime value [EUR]")
    return axes.get_figure()
