"""It breaks off where a measure that should be low has reached 0, for plain Python does not divide by 0. The task says what such a measure has reached.

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
