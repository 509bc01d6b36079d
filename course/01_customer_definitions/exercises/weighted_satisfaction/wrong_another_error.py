"""Your function raises a bare Exception when a segment has no answers. Code that catches it would hide real mistakes as well, so raise the kind of error that the task names.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise Exception(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    means = answers.groupby("segment")["csat"].mean()
    return sum(share * means[segment] for segment, share in base_share.items())
