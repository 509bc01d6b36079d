"""Your function accepts a segment in which nobody gave a rating. Look for missing segments after you have dropped the blanks.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    for s in base_share:
        if s not in set(sample["segment"]):
            raise ValueError(s)
    known = sample.dropna(subset=["csat"])
    known = known[known["segment"].isin(base_share)]
    share = known["segment"].value_counts(normalize=True)
    w = known["segment"].map(base_share) / known["segment"].map(share)
    return (w * known["csat"]).sum() / w.sum()
