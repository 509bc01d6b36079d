"""Your function fills missing ratings with the mean of the others. Nobody gave those ratings, so leave the attribute out.

Fails: customer_value_gaps
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.fillna({"us": ratings["us"].mean(), "rival": ratings["rival"].mean()})
    share = known["weight"] / known["weight"].sum()
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
