"""Your function rounds the ratios to two decimal places. The task asks for three.

Fails: customer_value_values, customer_value_gaps
"""


def customer_value(ratings, our_price, rival_price):
    known = ratings.dropna(subset=["us", "rival"])
    price = round(our_price / rival_price, 2)
    if known.empty:
        return {"quality_ratio": float("nan"), "price_ratio": price, "verdict": "unknown"}
    shares = known["weight"] / known["weight"].sum()
    quality = round((shares * known["us"] / known["rival"]).sum(), 2)
    verdict = "better value" if quality > price else "worse value" if quality < price else "equal"
    return {"quality_ratio": quality, "price_ratio": price, "verdict": verdict}
