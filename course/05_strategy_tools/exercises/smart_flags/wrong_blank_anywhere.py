"""Your function withholds the M because of a blank in a column that does not matter. Check only metric, baseline and target for blanks.

Fails: smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    result = {}
    for row in objectives.itertuples():
        complete = not any(pd.isna(value) for value in row if value is not row.deadline)
        m = complete and row.target != row.baseline
        t = pd.notna(row.deadline) and pd.Timestamp(row.deadline) > pd.Timestamp(today)
        result[row.objective] = ("M" if m else "") + ("T" if t else "") or "-"
    return result
