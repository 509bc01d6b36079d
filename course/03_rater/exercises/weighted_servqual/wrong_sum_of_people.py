"""Your function adds up the people's scores. The task asks for their mean.

Fails: weighted_servqual_values
"""

import numpy as np


def weighted_servqual(weights):
    product = weights["points"] / 100 * weights["gap"]
    people = product.groupby(weights["resp"]).sum()
    total = weights.groupby("resp")["points"].sum()
    valid = total == 100
    return {
        "score": people[valid].sum() if valid.any() else np.nan,
        "rejected": int((~valid).sum()),
    }
