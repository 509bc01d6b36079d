"""Your function returns NaN when a segment has no answers, which is easy to overlook. The task asks for a ValueError that names the segment.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    means = answers.groupby("segment")["csat"].mean()
    return sum(share * means.get(segment, float("nan")) for segment, share in base_share.items())
