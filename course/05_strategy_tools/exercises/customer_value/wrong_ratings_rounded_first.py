"""Your function rounds our rating ÷ the rival's before it takes the weighted mean. Round the quality ratio itself, and only to compare it.

Fails: customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = our_price / rival_price
    if known.empty:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    quality = (known["weight"] * (known["us"] / known["rival"]).round(3)).sum() / known[
        "weight"
    ].sum()
    verdict = "better value" if quality > price else "worse value"
    if round(quality, 3) == round(price, 3):
        verdict = "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
