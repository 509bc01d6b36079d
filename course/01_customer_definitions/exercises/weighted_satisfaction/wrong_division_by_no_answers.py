"""Your function divides by the number of answers, and one segment has none. Check for that first, and raise a ValueError that names the segment.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    total = 0
    for segment, share in base_share.items():
        ratings = answers.loc[answers["segment"] == segment, "csat"]
        total += share * sum(ratings) / len(ratings)
    return total
