"""A segment of the base has no answers, and a number came back all the same. Who reads it will think that everybody was heard: raise a ValueError.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    means = answers.groupby("segment")["csat"].mean()
    return sum(share * means.get(segment, 0) for segment, share in base_share.items())
