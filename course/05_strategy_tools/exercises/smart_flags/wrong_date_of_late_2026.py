"""Your function compares the deadlines with a date of its own. Use the date that it is given as today.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    complete = objectives[["metric", "baseline", "target"]].notna().all(axis=1)
    measurable = complete & (objectives["target"] != objectives["baseline"])
    timely = pd.to_datetime(objectives["deadline"]) > pd.Timestamp("2026-12-01")
    letters = zip(objectives["objective"], measurable, timely)
    return {name: ("M" * m + "T" * t) or "-" for name, m, t in letters}
