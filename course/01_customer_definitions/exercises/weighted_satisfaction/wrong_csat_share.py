"""Your function weights the share of satisfied people. The task asks for the mean rating, from 1 to 5.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    satisfied = (answers["csat"] >= 4).groupby(answers["segment"]).mean()
    return sum(share * satisfied[segment] for segment, share in base_share.items())
