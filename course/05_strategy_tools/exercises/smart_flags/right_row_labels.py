"""Looks every row up by its own label."""

import pandas as pd


def smart_flags(objectives, today):
    flags = {}
    for i in objectives.index:
        row = objectives.loc[i]
        blank = row[["metric", "baseline", "target"]].isna().any()
        flag = "" if blank or row["baseline"] == row["target"] else "M"
        if pd.notna(row["deadline"]) and row["deadline"] > today:
            flag += "T"
        flags[row["objective"]] = flag or "-"
    return flags
