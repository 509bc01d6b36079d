"""Your function bases its verdict on the prices alone. Compare the quality ratio with the price ratio.

Fails: customer_value_values
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    share = known["weight"] / known["weight"].sum()
    quality = (share * known["us"] / known["rival"]).sum(min_count=1)
    price = our_price / rival_price
    if known.empty:
        verdict = "unknown"
    elif round(quality, 3) == round(price, 3):
        verdict = "equal"
    elif price < 1:
        verdict = "better value"
    else:
        verdict = "worse value"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
