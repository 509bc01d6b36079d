"""Your function returns the share of customers who did not go on in its steps. A conversion is the share of those who did.

Fails: journey_funnel_values, journey_funnel_edges
"""

from itertools import pairwise

import numpy as np


def journey_funnel(log):
    S = ["awareness", "consideration", "purchase", "use", "loyalty"]
    if not log["stage"].isin(S).all():
        raise ValueError
    far = log["stage"].map(S.index).groupby(log["customer_id"]).max()
    r = [int((far >= i).sum()) for i in range(5)]
    st = [100 * (a - b) / a if a else np.nan for a, b in pairwise(r)]
    return {"reached": r, "step": st, "overall": 100 * r[-1] / r[0] if r[0] else np.nan}
