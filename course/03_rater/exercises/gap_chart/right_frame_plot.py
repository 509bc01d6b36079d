"""Plots a data frame, the line as a spine."""

import pandas as pd


def gap_chart(gaps):
    frame = pd.DataFrame({"gap": [gaps[letter] for letter in "RATES"]}, index=list("RATES"))
    axes = frame.plot(kind="bar", legend=False)
    axes.hlines(0, -1, 5, color="grey")
    axes.set(xlabel="dimension", ylabel="P - E [scale points]")
    return axes
