"""Your function weights the medians of the segments. The task asks for means.

Fails: weighted_satisfaction_values
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    medians = answers.groupby("segment")["csat"].median()
    return sum(share * medians[segment] for segment, share in base_share.items())
