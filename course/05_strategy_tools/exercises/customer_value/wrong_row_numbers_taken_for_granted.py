"""Your function looks up rows by the numbers 0, 1, 2 …, which this table does not have. A table cut from a bigger one keeps its old row numbers, so go through the rows themselves.

Fails: customer_value_gaps
"""

import pandas as pd


def customer_value(ratings, our_price, rival_price):
    above, weights = 0, 0
    for i in range(len(ratings)):
        us, rival = ratings.loc[i, "us"], ratings.loc[i, "rival"]
        if pd.notna(us) and pd.notna(rival):
            above += ratings.loc[i, "weight"] * us / rival
            weights += ratings.loc[i, "weight"]
    quality = round(above / weights, 3) if weights > 0 else float("nan")
    price = round(our_price / rival_price, 3)
    verdict = "unknown"
    if weights > 0:
        verdict = "equal" if quality == price else "better value"
        if quality < price:
            verdict = "worse value"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
