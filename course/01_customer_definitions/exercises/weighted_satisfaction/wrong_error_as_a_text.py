"""Where a segment has no answers, a text came back. A text can be taken for a result: raise a ValueError with it.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    means = sample.dropna(subset=["csat"]).groupby("segment")["csat"].mean()
    for segment in base_share:
        if segment not in means.index:
            return f"no answers: {segment}"
    return sum(share * means[segment] for segment, share in base_share.items())
