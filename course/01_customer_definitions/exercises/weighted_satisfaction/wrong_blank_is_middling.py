"""Your function fills blanks with the mean, as if those people had answered. Leave the blanks out.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.assign(csat=sample["csat"].fillna(sample["csat"].mean()))
    total = 0
    for segment, share in base_share.items():
        if sample.loc[sample["segment"] == segment, "csat"].dropna().empty:
            raise ValueError(f"no answers: {segment}")
        total += share * answers.loc[answers["segment"] == segment, "csat"].mean()
    return total
