"""Works with NumPy arrays and nanmedian."""

import numpy as np


def personas_by_need(customers, smallest):
    known = customers.dropna(subset="need")
    needs = known["need"].to_numpy(dtype=object)
    names, counts = np.unique(needs.astype(str), return_counts=True)
    for name, count in zip(names, counts):
        if count < smallest:
            needs = np.where(needs == name, "other", needs)
    orders, spend = known["orders"].to_numpy(float), known["spend"].to_numpy(float)
    result = {}
    for name in set(needs.tolist()):
        mask = needs == name
        result[name] = (100 * mask.mean(), np.nanmedian(orders[mask]), np.median(spend[mask]))
    return result
