"""Sorts by place and keeps the last row of each customer."""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    places = {"awareness": 1, "consideration": 2, "purchase": 3, "use": 4, "loyalty": 5}
    work = log[["customer_id", "stage"]].copy()
    work["place"] = work["stage"].map(places)
    if work["place"].isna().any():
        raise ValueError("unknown stage")
    last = work.sort_values("place").drop_duplicates("customer_id", keep="last")
    a, b, c, d, e = [int((last["place"] >= n).sum()) for n in range(1, 6)]
    ratio = lambda x, y: np.nan if y == 0 else x / y * 100
    steps = [ratio(b, a), ratio(c, b), ratio(d, c), ratio(e, d)]
    return {"reached": [a, b, c, d, e], "step": steps, "overall": ratio(e, a)}
