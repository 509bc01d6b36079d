"""A segment without answers was left out and the other shares were stretched. That hides the hole: raise a ValueError.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    means = sample.dropna(subset=["csat"]).groupby("segment")["csat"].mean()
    heard = {segment: share for segment, share in base_share.items() if segment in means.index}
    whole = sum(heard.values())
    return (
        sum(share * means[segment] for segment, share in heard.items()) / whole
        if whole
        else float("inf")
    )
