"""Your function rounds the ratios to two decimal places before it compares them. The task asks for three.

Fails: customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    k = ratings.dropna(subset=["us", "rival"])
    p = round(our_price / rival_price, 3)
    if k.empty:
        return {"quality_ratio": np.nan, "price_ratio": p, "verdict": "unknown"}
    q = round((k["weight"] * k["us"] / k["rival"]).sum() / k["weight"].sum(), 3)
    a, b = round(q, 2), round(p, 2)
    return {
        "quality_ratio": q,
        "price_ratio": p,
        "verdict": "better value" if a > b else "worse value" if a < b else "equal",
    }
