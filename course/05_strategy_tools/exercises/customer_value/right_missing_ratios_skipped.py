"""Lets missing ratios drop out of sums, and returns a Series."""

import pandas as pd


def customer_value(ratings, our_price, rival_price):
    ratio = ratings["us"] / ratings["rival"]
    weight = ratings["weight"].where(ratio.notna())
    quality = (weight * ratio).sum() / weight.sum() if weight.sum() else float("nan")
    difference = round(quality, 3) - round(our_price / rival_price, 3)
    verdict = "unknown"
    if abs(difference) < 0.0001:
        verdict = "equal"
    if difference >= 0.0001:
        verdict = "better value"
    if difference <= -0.0001:
        verdict = "worse value"
    return pd.Series(
        {"quality_ratio": quality, "price_ratio": our_price / rival_price, "verdict": verdict},
        dtype=object,
    )
