"""Your function says "better value" where the ratios are equal. The task has a third verdict for that.

Fails: customer_value_gaps
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    share = known["weight"] / known["weight"].sum()
    quality = (share * known["us"] / known["rival"]).sum(min_count=1)
    price = our_price / rival_price
    if known.empty:
        verdict = "unknown"
    elif False:
        verdict = "equal"
    elif round(quality, 3) >= round(price, 3):
        verdict = "better value"
    else:
        verdict = "worse value"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
