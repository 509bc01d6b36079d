"""Your function treats a value as blank if it is false in Python. But NaN counts as true there, and 0 as false. Use isna or notna instead.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = bool(row.metric) and bool(row.baseline) and bool(row.target)
        m = complete and row.target != row.baseline
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
