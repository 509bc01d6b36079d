"""A table of both, turned over into lists."""

import pandas as pd


def better_worse(counts):
    table = counts.set_index("feature")
    base = table[list("AOMI")].sum(axis=1)
    both = {"better": (table["A"] + table["O"]) / base, "worse": (table["O"] + table["M"]) / -base}
    return pd.DataFrame(both).round(2).T.to_dict("list")
