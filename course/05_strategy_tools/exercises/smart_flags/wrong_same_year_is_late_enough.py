"""Your function gives a T to any deadline of this year or a later one, even if it has passed. Compare the whole dates.

Fails: smart_flags_values, smart_flags_blanks
"""

import pandas as pd


def smart_flags(objectives, today):
    known = objectives[["metric", "baseline", "target"]].notna().all(axis=1)
    measurable = known & (objectives["baseline"] != objectives["target"])
    timely = pd.to_datetime(objectives["deadline"]).dt.year >= pd.Timestamp(today).year
    names = objectives["objective"]
    return {name: ("M" * m + "T" * t) or "-" for name, m, t in zip(names, measurable, timely)}
