"""Your function gives an M if only one of baseline and target is there. Both must be.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        either = pd.notna(row.baseline) or pd.notna(row.target)
        m = pd.notna(row.metric) and either and row.target != row.baseline
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
