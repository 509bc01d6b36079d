"""Your function stops with a KeyError when a segment has no answers. Check for that first, and raise a ValueError that names the segment.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    means = sample.dropna(subset=["csat"]).groupby("segment")["csat"].mean()
    total = 0
    for segment, share in base_share.items():
        total += share * means[segment]
    return total
