"""Your function returns the plain mean. That lets the segment with the most answers speak for everyone.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    return answers["csat"].mean()
