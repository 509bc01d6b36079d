"""Your function divides one weighted sum by the other. Divide the ratings of each attribute first, then take the weighted mean.

Fails: customer_value_values
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    share = known["weight"] / known["weight"].sum()
    quality = (
        (share * known["us"]).sum() / (share * known["rival"]).sum() if len(known) else float("nan")
    )
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
