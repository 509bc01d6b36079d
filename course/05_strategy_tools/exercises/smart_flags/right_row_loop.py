"""Loops over the rows with two conditions."""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for _, row in objectives.iterrows():
        flags = ""
        if (
            not pd.isna(row["metric"])
            and not pd.isna(row["baseline"])
            and not pd.isna(row["target"])
        ):
            if row["baseline"] != row["target"]:
                flags += "M"
        if not pd.isna(row["deadline"]):
            if pd.to_datetime(row["deadline"]) > pd.to_datetime(today):
                flags += "T"
        if flags == "":
            flags = "-"
        result[row["objective"]] = flags
    return result
