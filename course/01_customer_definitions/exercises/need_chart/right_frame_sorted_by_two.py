"""Sorts a data frame by two columns and returns the axes."""

import pandas as pd


def need_chart(shares):
    table = pd.DataFrame({"need": list(shares), "share": list(shares.values())})
    table = table.sort_values(["share", "need"], ascending=[False, True])
    axes = table.plot(kind="bar", x="need", y="share", legend=False)
    axes.set(xlabel="What they need", ylabel="Who says so [%]", title="Needs")
    return axes
