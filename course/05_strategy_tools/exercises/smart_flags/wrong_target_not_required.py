"""Your function gives an M without a target. A metric and a baseline describe today, but not what should be reached.

Fails: smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = pd.notna(row.metric) and pd.notna(row.baseline)
        m = complete and row.target != row.baseline
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
