"""Your function rounds the segment means before it weights them. Round only at the end.

Fails: weighted_satisfaction_values
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    means = answers.groupby("segment")["csat"].mean().round(1)
    return sum(share * means[segment] for segment, share in base_share.items())
