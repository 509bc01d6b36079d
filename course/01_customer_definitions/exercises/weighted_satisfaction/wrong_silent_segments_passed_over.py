"""Your function leaves out a segment without answers and rescales the other shares. That hides the gap, so raise a ValueError instead.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    total = weight = 0
    for segment, share in base_share.items():
        marks = sample.loc[sample["segment"] == segment, "csat"].dropna()
        if len(marks):
            total += share * marks.mean()
            weight += share
    return total / weight if weight else float("nan")
