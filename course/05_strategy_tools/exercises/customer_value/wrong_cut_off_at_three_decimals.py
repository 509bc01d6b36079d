"""Your function cuts the ratios off after three decimal places before it compares them. Round them instead.

Fails: customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = our_price / rival_price
    if known.empty:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    quality = (known["weight"] * known["us"] / known["rival"]).sum() / known["weight"].sum()
    ours, theirs = int(1000 * quality), int(1000 * price)
    verdict = "better value" if ours > theirs else "worse value" if ours < theirs else "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
