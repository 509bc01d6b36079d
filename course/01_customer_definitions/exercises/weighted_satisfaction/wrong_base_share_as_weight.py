"""Your function uses the base share itself as the weight of a row. Divide it by the sample share, or large groups will count twice.

Fails: weighted_satisfaction_values, weighted_satisfaction_missing_segment
"""

import numpy as np


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    for segment in base_share:
        if segment not in set(answers["segment"]):
            raise ValueError(f"no answers: {segment}")
    answers = answers[answers["segment"].isin(list(base_share))]
    base = answers["segment"].map(base_share)
    return float(np.average(answers["csat"], weights=base))
