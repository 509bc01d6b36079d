"""Your function gives a T to objectives without a deadline. Nobody can tell whether an objective without a date is late.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = pd.notna(row.metric) and pd.notna(row.baseline) and pd.notna(row.target)
        m = complete and row.target != row.baseline
        t = pd.isna(row.deadline) or pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
