"""Your function compares the ratios without rounding them, so tiny differences decide. Round both to three decimal places first.

Fails: customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = our_price / rival_price
    if known.empty:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    quality = (known["weight"] * known["us"] / known["rival"]).sum() / known["weight"].sum()
    verdict = "better value" if quality > price else "worse value" if quality < price else "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
