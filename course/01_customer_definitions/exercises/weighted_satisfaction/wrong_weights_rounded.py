"""Your function rounds the weights before it uses them. Round only at the end.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    answers = answers[answers["segment"].isin(list(base_share))]
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    shares = answers["segment"].value_counts(normalize=True)
    weights = answers["segment"].map(lambda name: round(base_share[name] / shares[name], 1))
    return (weights * answers["csat"]).sum() / weights.sum()
