"""Uses a dot product of lists."""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    table = ratings[["weight", "us", "rival"]].dropna().astype(float).to_numpy()
    price = our_price / rival_price
    if table.size == 0:
        return dict(quality_ratio=np.nan, price_ratio=price, verdict="unknown")
    weight, us, rival = table.T
    quality = weight @ (us / rival) / weight.sum()
    sign = np.sign(np.round(quality, 3) - np.round(price, 3))
    return dict(
        quality_ratio=quality,
        price_ratio=price,
        verdict="equal" if sign == 0 else "better value" if sign > 0 else "worse value",
    )
