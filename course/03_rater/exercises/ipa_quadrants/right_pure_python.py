"""Sums and lengths instead of means."""

import pandas as pd


def ipa_quadrants(attributes):
    rows = [row for row in attributes.to_dict("records") if not pd.isna(list(row.values())).any()]
    total = {name: sum(row[name] for row in rows) for name in ("imp", "perf")}
    result = {}
    for row in rows:
        important, strong = (row[name] >= total[name] / len(rows) for name in ("imp", "perf"))
        if important:
            result[row["attr"]] = "keep_up" if strong else "concentrate"
        else:
            result[row["attr"]] = "overkill" if strong else "low_priority"
    return result
