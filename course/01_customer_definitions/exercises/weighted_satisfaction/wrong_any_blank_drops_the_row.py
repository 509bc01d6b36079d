"""Your function drops rows because another column is blank. Here, only a blank rating makes an answer useless.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna()
    total = 0
    for segment, share in base_share.items():
        ratings = answers.loc[answers["segment"] == segment, "csat"]
        if ratings.empty:
            raise ValueError(f"no answers: {segment}")
        total += share * ratings.mean()
    return total
