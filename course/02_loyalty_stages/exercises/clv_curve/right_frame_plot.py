"""Plots a data frame from a copied and sorted list."""

import pandas as pd


def clv_curve(margin, rate, retentions):
    ordered = list(retentions)
    ordered.sort()
    frame = pd.DataFrame({"retention": ordered})
    frame["value"] = margin * frame["retention"] / (1 + rate - frame["retention"])
    axes = frame.plot.line(x="retention", y="value", legend=False, marker="s")
    axes.set_ylabel("value (EUR)")
    return axes
