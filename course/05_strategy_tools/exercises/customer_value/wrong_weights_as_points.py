"""Your function uses the weights without rescaling them, so the quality ratio is far too large. The weights must add up to 1.

Fails: customer_value_values, customer_value_gaps
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    share = known["weight"]
    quality = (share * known["us"] / known["rival"]).sum(min_count=1)
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
