"""Your function treats a 0 as a blank. A baseline or a target of 0 can be measured too.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = pd.notna(row.metric) and pd.notna(row.baseline) and pd.notna(row.target)
        m = complete and bool(row.baseline) and bool(row.target) and row.target != row.baseline
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
