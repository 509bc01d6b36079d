"""The result is rounded to one decimal, which is too coarse here. Give three decimals, or do not round.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    means = answers.groupby("segment")["csat"].mean()
    return round(sum(share * means[segment] for segment, share in base_share.items()), 1)
