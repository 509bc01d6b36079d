"""Your function divides the sum over valid people by the number of all people. Average over the valid people only.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""

import numpy as np


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    total = weights.groupby("resp")["points"].sum()
    valid = total == 100
    return {
        "score": people[valid].sum() / len(people) if valid.any() else np.nan,
        "rejected": int((~valid).sum()),
    }
