"""Your function rounds the result to one decimal place, which is too coarse here. Give three decimal places, or do not round at all.

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
