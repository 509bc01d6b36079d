"""Your function returns nothing when a segment has no answers. A printed line is easily missed, so raise a ValueError.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    total = 0
    for segment, share in base_share.items():
        ratings = answers.loc[answers["segment"] == segment, "csat"]
        if ratings.empty:
            print(f"no answers: {segment}")
            return None
        total += share * ratings.mean()
    return total
