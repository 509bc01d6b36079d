"""Your function compares only the years. A deadline later in the same year is still to come.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = pd.notna(row.metric) and pd.notna(row.baseline) and pd.notna(row.target)
        m = complete and row.target != row.baseline
        t = pd.notna(row.deadline) and row.deadline[:4] > today[:4]
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
