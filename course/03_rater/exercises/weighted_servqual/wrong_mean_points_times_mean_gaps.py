"""Your function multiplies mean points by mean gaps. People differ in what matters to them, so multiply within each person first.

Fails: weighted_servqual_values
"""

import numpy as np


def weighted_servqual(weights):
    total = weights.groupby("resp")["points"].transform("sum")
    kept = weights[total == 100]
    means = kept.groupby("dim")[["points", "gap"]].mean()
    score = (means["points"] / 100 * means["gap"]).sum() if len(kept) else np.nan
    return {"score": score, "rejected": weights[total != 100]["resp"].nunique()}
