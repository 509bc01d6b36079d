"""Masks the weights of incomplete attributes and chooses the verdict with np.select."""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    ratio = ratings["us"] / ratings["rival"]
    weight = ratings["weight"].where(ratio.notna())
    total = weight.sum()
    quality = np.round((ratio * weight).sum() / total if total > 0 else np.nan, 3)
    price = np.round(our_price / rival_price, 3)
    verdict = np.select(
        [np.isnan(quality), quality > price, quality < price],
        ["unknown", "better value", "worse value"],
        "equal",
    )
    return {"quality_ratio": quality, "price_ratio": price, "verdict": str(verdict)}
