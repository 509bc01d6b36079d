"""Collects the amounts in a list and lets numpy take the mean."""

import numpy as np


def mean_basket(orders):
    amounts = [a for a, s in zip(orders["amount"], orders["status"]) if s == "completed"]
    return np.mean(amounts) if amounts else np.nan
