"""Your function counts an attribute without a rating for the rival as a draw. Nothing can be compared there, so leave the attribute out.

Fails: customer_value_gaps
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us"])
    share = known["weight"] / known["weight"].sum()
    quality = (share * (known["us"] / known["rival"]).fillna(1)).sum(min_count=1)
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
