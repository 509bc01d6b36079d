"""Your function cuts the ratios off after three decimal places before it compares them. Round them instead.

Fails: customer_value_values, customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    d = ratings.dropna(subset=["us", "rival"])
    if d.empty:
        return {
            "quality_ratio": np.nan,
            "price_ratio": round(our_price / rival_price, 3),
            "verdict": "unknown",
        }
    q = np.floor(1000 * (d["us"] / d["rival"] * d["weight"]).sum() / d["weight"].sum()) / 1000
    p = np.floor(1000 * our_price / rival_price) / 1000
    v = "better value" if q > p else "worse value" if q < p else "equal"
    return {"quality_ratio": q, "price_ratio": p, "verdict": v}
