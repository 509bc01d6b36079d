"""Your function notices a segment that does not appear in the sample, but returns NaN for one whose answers are all blank. Raise a ValueError there too.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    for segment in base_share:
        if segment not in set(sample["segment"]):
            raise ValueError(f"no answers: {segment}")
    means = sample.groupby("segment")["csat"].mean()
    return sum(share * means[segment] for segment, share in base_share.items())
