"""Your function gives no price ratio when no attribute can be compared. The two prices are known even then.

Fails: customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    d = ratings.dropna(subset=["us", "rival"])
    if d.empty:
        return {"quality_ratio": np.nan, "price_ratio": np.nan, "verdict": "unknown"}
    q = round((d["us"] / d["rival"] * d["weight"]).sum() / d["weight"].sum(), 3)
    p = round(our_price / rival_price, 3)
    v = "better value" if q > p else "worse value" if q < p else "equal"
    return {"quality_ratio": q, "price_ratio": p, "verdict": v}
