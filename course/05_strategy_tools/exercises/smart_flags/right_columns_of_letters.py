"""Adds columns of letters on a copy."""

import pandas as pd


def smart_flags(objectives, today):
    table = objectives.reset_index(drop=True)
    table["letters"] = ""
    full = table.dropna(subset=["metric", "baseline", "target"])
    full = full[full["baseline"] != full["target"]]
    table.loc[full.index, "letters"] += "M"
    table["days"] = (pd.to_datetime(table["deadline"]) - pd.to_datetime(today)).dt.days
    table.loc[table["days"] > 0, "letters"] += "T"
    table.loc[table["letters"] == "", "letters"] = "-"
    return dict(zip(table["objective"], table["letters"]))
