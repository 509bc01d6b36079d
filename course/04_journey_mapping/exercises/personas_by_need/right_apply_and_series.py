"""Groups, applies a function and returns a Series of lists."""

import pandas as pd


def personas_by_need(customers, smallest):
    customers = customers[~customers["need"].isna()]
    n = len(customers)
    sizes = customers.groupby("need").size().to_dict()
    key = customers["need"].apply(lambda need: need if sizes[need] >= smallest else "other")
    lists = {}
    for name, rows in customers.groupby(key):
        medians = rows[["orders", "spend"]].median()
        lists[name] = [rows.shape[0] * 100 / n, medians["orders"], medians["spend"]]
    return pd.Series(lists, dtype=object)
