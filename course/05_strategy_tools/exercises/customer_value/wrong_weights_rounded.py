"""Your function rounds the rescaled weights, so they may not add up to 1. Round nothing before the two ratios.

Fails: customer_value_values, customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = round(our_price / rival_price, 3)
    if known.empty:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    parts = (known["weight"] / known["weight"].sum()).round(2)
    quality = round((parts * known["us"] / known["rival"]).sum(), 3)
    verdict = "better value" if quality > price else "worse value" if quality < price else "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
