"""Blanks are sought by their truth. In Python NaN counts as true and 0 as false: ask for blanks in so many words.

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
