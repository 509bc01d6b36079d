"""Reads the dates with the datetime module."""

from datetime import date


def smart_flags(objectives, today):
    now = date.fromisoformat(today)
    result = {}
    for row in objectives.to_dict("records"):
        blanks = [key for key, value in row.items() if value != value or value is None]
        m = not {"metric", "baseline", "target"} & set(blanks) and row["target"] != row["baseline"]
        t = "deadline" not in blanks and date.fromisoformat(row["deadline"]) > now
        result[row["objective"]] = {0: "-", 1: "M", 2: "T", 3: "MT"}[m + 2 * t]
    return result
