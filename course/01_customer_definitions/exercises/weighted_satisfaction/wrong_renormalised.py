"""Your function leaves out a segment without answers and rescales the other shares. That hides the gap, so raise a ValueError instead.

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
