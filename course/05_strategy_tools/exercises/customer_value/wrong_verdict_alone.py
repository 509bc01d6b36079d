"""Your function returns only the verdict. The task asks for both ratios as well.

Fails: customer_value_values, customer_value_gaps
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
    elif quality > price:
        verdict = "better value"
    else:
        verdict = "worse value"
    return verdict
