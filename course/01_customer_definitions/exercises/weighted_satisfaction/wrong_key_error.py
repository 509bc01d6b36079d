"""The function stops with a KeyError where a segment has no answers. Look for that first and raise a ValueError that says which.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    means = sample.dropna(subset=["csat"]).groupby("segment")["csat"].mean()
    total = 0
    for segment, share in base_share.items():
        total += share * means[segment]
    return total
