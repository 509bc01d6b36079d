"""Your function treats blanks as ratings of 0, which does not exist on this scale. Leave them out before you do anything else.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.fillna({"csat": 0})
    total = 0
    for segment, share in base_share.items():
        ratings = sample.loc[sample["segment"] == segment, "csat"].dropna()
        if ratings.empty:
            raise ValueError(f"no answers: {segment}")
        total += share * answers.loc[answers["segment"] == segment, "csat"].mean()
    return total
