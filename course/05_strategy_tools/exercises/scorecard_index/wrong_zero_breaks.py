"""Your function stops with an error where lower is better and the actual value is 0, because Python cannot divide by 0. Look at what the task says about such a measure.

Fails: scorecard_index_missing
"""


def scorecard_index(measures):
    values, weights = {}, {}
    for row in measures.itertuples():
        values.setdefault(row.perspective, [])
        weights[row.perspective] = row.weight
        if row.actual == row.actual:
            actual, target = float(row.actual), float(row.target)
            attained = actual / target if row.higher == 1 else target / actual
            values[row.perspective].append(min(100 * attained, 120))
    missing = sorted(name for name in values if not values[name])
    good = [name for name in values if values[name]]
    total = sum(weights[name] for name in good)
    parts = [weights[name] * sum(values[name]) / len(values[name]) for name in good]
    return {"index": sum(parts) / total if good else float("nan"), "missing": missing}
