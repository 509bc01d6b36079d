"""For the sample shares, your function also counts people who gave no rating. Drop the blanks first, then work out the shares.

Fails: weighted_satisfaction_missing_segment
"""

import numpy as np


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    sample_share = sample["segment"].value_counts(normalize=True)
    weights = answers["segment"].map(base_share) / answers["segment"].map(sample_share)
    return float(np.average(answers["csat"], weights=weights))
