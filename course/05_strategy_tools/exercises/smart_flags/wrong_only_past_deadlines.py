"""Your function compares the dates the wrong way round, so deadlines in the past earn a T. The deadline must be after today.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = pd.notna(row.metric) and pd.notna(row.baseline) and pd.notna(row.target)
        m = complete and row.target != row.baseline
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) < pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
