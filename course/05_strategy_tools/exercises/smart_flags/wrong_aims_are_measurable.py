"""Your function gives an M to an objective without any metric or figures. Nobody can measure whether it has been reached.

Fails: smart_flags_values
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = pd.notna(row.metric) and pd.notna(row.baseline) and pd.notna(row.target)
        m = (complete and row.target != row.baseline) or (
            pd.isna(row.metric) and pd.isna(row.baseline) and pd.isna(row.target)
        )
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
