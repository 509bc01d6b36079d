"""Builds both sums in one aggregation and merges nothing."""

import pandas as pd


def weighted_servqual(weights):
    table = weights.assign(product=weights["points"] * weights["gap"] / 100)
    people = table.groupby("resp").agg(points=("points", "sum"), score=("product", "sum"))
    valid = people.query("points == 100")
    return pd.Series({"score": valid["score"].mean(), "rejected": len(people) - len(valid)})
