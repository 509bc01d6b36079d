"""Takes np.average of the ratios."""

import numpy as np


def customer_value(ratings, our_price, rival_price):
    both = ratings[ratings["us"].notna() & ratings["rival"].notna()]
    price = round(our_price / rival_price, 3)
    if len(both) == 0:
        return {"quality_ratio": np.nan, "price_ratio": price, "verdict": "unknown"}
    quality = round(np.average(both["us"] / both["rival"], weights=both["weight"]), 3)
    verdicts = {1: "better value", 0: "equal", -1: "worse value"}
    verdict = verdicts[int(np.sign(quality - price))]
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
