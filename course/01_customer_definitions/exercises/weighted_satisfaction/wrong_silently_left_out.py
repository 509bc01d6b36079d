"""Your function returns a number although a segment of the base has no answers. Readers will think that everyone was heard, so raise a ValueError instead.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    means = answers.groupby("segment")["csat"].mean()
    return sum(share * means.get(segment, 0) for segment, share in base_share.items())
