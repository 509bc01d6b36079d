"""Your function compares month and day, but not the year. A deadline in a later year may come early in that year.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    flags = {}
    for row in objectives.itertuples():
        there = pd.notna(row.metric) and pd.notna(row.baseline) and pd.notna(row.target)
        letters = "M" if there and row.baseline != row.target else ""
        if pd.notna(row.deadline) and row.deadline[5:] > today[5:]:
            letters += "T"
        flags[row.objective] = letters or "-"
    return flags
