"""Your function finds no quality ratio if only one attribute has both ratings. One complete attribute is enough.

Fails: customer_value_gaps, customer_value_values
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = our_price / rival_price
    if len(known) < 2:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    quality = (known["weight"] * known["us"] / known["rival"]).sum() / known["weight"].sum()
    verdict = "better value" if quality > price else "worse value"
    if round(quality, 3) == round(price, 3):
        verdict = "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
