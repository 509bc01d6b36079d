"""Plots a data frame and writes the values at the bars."""

import pandas as pd


def pest_chart(balance):
    rows = [
        (name, balance.get(name, 0.0))
        for name in ("political", "economic", "social", "technological")
    ]
    frame = pd.DataFrame(rows, columns=["category", "effect"])
    axes = frame.plot(kind="bar", x="category", y="effect", legend=False)
    axes.bar_label(axes.containers[0])
    axes.axhline(y=0, linewidth=1)
    axes.set_ylabel("sum of impact × likelihood (points)")
    return axes.figure
