"""Your function raises an AssertionError when a segment has no answers. That error is for mistakes in your own code; for a problem in the data, raise the kind of error that the task names.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    total = 0
    for segment, share in base_share.items():
        ratings = answers.loc[answers["segment"] == segment, "csat"]
        assert len(ratings), f"no answers: {segment}"
        total += share * ratings.mean()
    return total
