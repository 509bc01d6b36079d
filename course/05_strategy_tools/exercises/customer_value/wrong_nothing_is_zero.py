"""Your function returns a quality ratio of 0 when no attribute can be compared. In that case, the ratio should be missing (NaN).

Fails: customer_value_gaps
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    share = known["weight"] / known["weight"].sum()
    quality = (share * known["us"] / known["rival"]).sum()
    price = our_price / rival_price
    if known.empty:
        verdict = "unknown"
    elif round(quality, 3) == round(price, 3):
        verdict = "equal"
    elif quality > price:
        verdict = "better value"
    else:
        verdict = "worse value"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
