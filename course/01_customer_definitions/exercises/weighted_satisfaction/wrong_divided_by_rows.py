"""Your function divides the sum of base share times rating by the number of rows. Divide by the sum of the weights, and use the weight that the task defines.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    base = answers["segment"].map(base_share)
    return float((base * answers["csat"]).sum() / len(answers))
