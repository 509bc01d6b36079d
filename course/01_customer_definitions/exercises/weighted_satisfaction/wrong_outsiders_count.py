"""Your function lets the answers of a segment outside the base affect the result. That segment has no base share, so leave its answers out.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    sample_share = answers["segment"].value_counts(normalize=True)
    weights = (answers["segment"].map(base_share) / answers["segment"].map(sample_share)).fillna(1)
    return float((weights * answers["csat"]).sum() / weights.sum())
