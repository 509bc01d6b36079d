"""Your function stops if all deadlines are blank, because pandas then reads the column as numbers. Turn it into dates with pd.to_datetime first.

Fails: smart_flags_blanks
"""


def smart_flags(objectives, today):
    complete = objectives[["metric", "baseline", "target"]].notna().all(axis=1)
    measurable = complete & (objectives["target"] != objectives["baseline"])
    timely = objectives["deadline"] > today
    letters = zip(objectives["objective"], measurable, timely)
    return {name: ("M" * m + "T" * t) or "-" for name, m, t in letters}
