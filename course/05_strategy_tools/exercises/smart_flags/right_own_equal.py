"""Knows a blank by its not being equal to itself, and compares dates as texts."""


def smart_flags(objectives, today):
    flags = {}
    for row in objectives.itertuples():
        there = all(x == x for x in (row.metric, row.baseline, row.target))
        letters = "M" if there and row.baseline != row.target else ""
        if row.deadline == row.deadline and row.deadline > today:
            letters += "T"
        flags[row.objective] = letters or "-"
    return flags
