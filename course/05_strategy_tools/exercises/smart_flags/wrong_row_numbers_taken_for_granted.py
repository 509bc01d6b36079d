"""Your function looks up rows by the numbers 0, 1, 2 …, which this table does not have. A table cut from a bigger one keeps its old row numbers, so go through the rows themselves.

Fails: smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    flags = {}
    for i in range(len(objectives)):
        row = objectives.loc[i]
        blank = row[["metric", "baseline", "target"]].isna().any()
        flag = "" if blank or row["baseline"] == row["target"] else "M"
        if pd.notna(row["deadline"]) and row["deadline"] > today:
            flag += "T"
        flags[row["objective"]] = flag or "-"
    return flags
