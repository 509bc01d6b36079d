"""Your function gives the highest score to a measure without a value, because min returns the cap if the other value is NaN. Leave such measures out first.

Fails: scorecard_index_values, scorecard_index_missing
"""


def scorecard_index(measures):
    scores, weights = {}, {}
    for row in measures.itertuples():
        if row.higher == 1:
            score = row.actual / row.target
        else:
            score = row.target / row.actual if row.actual else 1.2
        scores.setdefault(row.perspective, []).append(100 * min(1.2, score))
        weights[row.perspective] = row.weight
    total = sum(weights.values())
    parts = [weights[name] * sum(scores[name]) / len(scores[name]) for name in scores]
    return {"index": sum(parts) / total if total else float("nan"), "missing": []}
