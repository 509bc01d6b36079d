"""Accumulates in dictionaries, row by row."""

import math


def scorecard_index(measures):
    values, weights = {}, {}
    for row in measures.itertuples():
        values.setdefault(row.perspective, [])
        weights[row.perspective] = row.weight
        if math.isnan(row.actual):
            continue
        if row.higher == 1:
            attained = row.actual / row.target
        elif row.actual == 0:
            attained = 1.2
        else:
            attained = row.target / row.actual
        values[row.perspective].append(min(attained, 1.2) * 100)
    missing = sorted(name for name in values if not values[name])
    total = sum(weights[name] for name in values if values[name])
    if total == 0:
        return {"index": math.nan, "missing": missing}
    index = 0
    for name, scores in values.items():
        if scores:
            index += weights[name] / total * sum(scores) / len(scores)
    return {"index": index, "missing": missing}
