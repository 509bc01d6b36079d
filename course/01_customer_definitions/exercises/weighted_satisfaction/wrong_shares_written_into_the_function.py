"""Your function uses fixed base shares, so it works for one base only. Use the shares that it is given.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    means = answers.groupby("segment")["csat"].mean()
    shares = {"Home": 0.60825, "Stud": 0.26375, "Biz": 0.128}
    return sum(shares[segment] * means[segment] for segment in base_share if segment in shares)
