"""Your function stops at answers from a segment that the base does not name. That is no fault: leave those answers out.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    known = sample.dropna(subset=["csat"])
    if set(known["segment"]) != set(base_share):
        raise ValueError("the segments differ from those of the base")
    means = known.groupby("segment")["csat"].mean()
    return sum(share * means[segment] for segment, share in base_share.items())
