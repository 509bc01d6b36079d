"""Stacks two columns of a table, gains and losses, with the plot of pandas and a legend beside it."""

import pandas as pd

NAMES = ["political", "economic", "social", "technological"]


def pest_chart(balance):
    effects = pd.Series([float(balance.get(name, 0)) for name in NAMES], index=NAMES)
    table = pd.DataFrame({"gains": effects.clip(lower=0), "losses": effects.clip(upper=0)})
    axes = table.plot.bar(stacked=True, rot=0)
    axes.axhline(0, color="black")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("category")
    axes.set_ylabel("expected effect (points)")
    return axes.figure
