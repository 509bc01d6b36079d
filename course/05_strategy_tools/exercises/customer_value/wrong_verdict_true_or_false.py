"""Your function returns true or false as its verdict. There are more than two verdicts, so use the words that the task gives.

Fails: customer_value_values, customer_value_gaps
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    share = known["weight"] / known["weight"].sum()
    quality = (share * known["us"] / known["rival"]).sum(min_count=1)
    price = our_price / rival_price
    if known.empty:
        pass
    elif round(quality, 3) == round(price, 3):
        pass
    elif quality > price:
        pass
    else:
        pass
    return {"quality_ratio": quality, "price_ratio": price, "verdict": bool(quality > price)}
