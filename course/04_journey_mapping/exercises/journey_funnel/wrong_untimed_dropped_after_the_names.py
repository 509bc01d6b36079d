"""Your function drops contacts without a time. They count here, because a funnel asks whether a stage was reached, not when.

Fails: journey_funnel_edges
"""

from itertools import pairwise

import numpy as np


def journey_funnel(log):
    S = ["awareness", "consideration", "purchase", "use", "loyalty"]
    if not log["stage"].isin(S).all():
        raise ValueError
    log = log.dropna(subset=["ts"])
    far = log["stage"].map(S.index).groupby(log["customer_id"]).max()
    r = [int((far >= i).sum()) for i in range(5)]
    st = [100 * b / a if a else np.nan for a, b in pairwise(r)]
    return {"reached": r, "step": st, "overall": 100 * r[-1] / r[0] if r[0] else np.nan}
