"""Your function also counts answers from segments whose names contain the name of the segment it looks for. Compare whole names.

Fails: weighted_satisfaction_values
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    result = 0
    for segment, share in base_share.items():
        scores = answers.loc[answers["segment"].str.contains(segment), "csat"]
        if scores.empty:
            raise ValueError("no answers: " + segment)
        result += share * scores.mean()
    return result
