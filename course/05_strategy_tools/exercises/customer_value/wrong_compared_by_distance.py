"""Your function calls two ratios equal if they are close together. The task calls them equal only if they round to the same three decimal places.

Fails: customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = our_price / rival_price
    if known.empty:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    quality = (known["weight"] * known["us"] / known["rival"]).sum() / known["weight"].sum()
    verdict = "better value" if quality > price else "worse value"
    if abs(quality - price) < 0.0005:
        verdict = "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
