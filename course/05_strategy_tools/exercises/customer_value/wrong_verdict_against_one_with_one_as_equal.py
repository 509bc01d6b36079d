"""Your function compares the quality ratio with 1 and never looks at the prices. Compare it with the price ratio.

Fails: customer_value_values, customer_value_gaps
"""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = round(our_price / rival_price, 3)
    if known.empty:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    parts = known["weight"] / known["weight"].sum()
    quality = round((parts * known["us"] / known["rival"]).sum(), 3)
    verdict = "better value" if quality > 1 else "worse value" if quality < 1 else "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
