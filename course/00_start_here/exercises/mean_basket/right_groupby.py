"""Takes the mean of every status and picks one."""

import numpy as np


def mean_basket(orders):
    means = orders.groupby("status")["amount"].mean()
    return means.get("completed", np.nan)
