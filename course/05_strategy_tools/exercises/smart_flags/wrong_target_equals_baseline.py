"""Your function gives an M even if the target equals the baseline. Nothing would have to change then, so there is nothing to measure.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = pd.notna(row.metric) and pd.notna(row.baseline) and pd.notna(row.target)
        m = complete
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
