"""Your function returns a sum. A weighted mean divides that sum by the sum of the weights.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    sample_share = answers["segment"].value_counts(normalize=True)
    base = answers["segment"].map(base_share)
    drawn = answers["segment"].map(sample_share)
    return float((base / drawn * answers["csat"]).sum())
