"""Collects two sets of objectives, then looks each one up in both."""

import pandas as pd


def smart_flags(objectives, today):
    full = objectives.dropna(subset=["metric", "baseline", "target"])
    measurable = set(full.loc[full["baseline"] - full["target"] != 0, "objective"])
    dated = objectives[objectives["deadline"].notnull()]
    timely = set(dated.loc[pd.to_datetime(dated["deadline"]) > today, "objective"])
    result = {}
    for name in objectives["objective"]:
        result[name] = "M" * (name in measurable) + "T" * (name in timely)
        if result[name] == "":
            result[name] = "-"
    return pd.Series(result, dtype=object)
