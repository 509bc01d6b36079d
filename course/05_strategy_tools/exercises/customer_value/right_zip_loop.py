"""Adds up in a loop."""


def customer_value(ratings, our_price, rival_price):
    total = 0
    weights = 0
    for weight, us, rival in zip(ratings["weight"], ratings["us"], ratings["rival"]):
        if us == us and rival == rival:
            total += weight * us / rival
            weights += weight
    price_ratio = our_price / rival_price
    if weights == 0:
        return {"quality_ratio": float("nan"), "price_ratio": price_ratio, "verdict": "unknown"}
    quality_ratio = total / weights
    a, b = round(quality_ratio, 3), round(price_ratio, 3)
    if a > b:
        verdict = "better value"
    elif a < b:
        verdict = "worse value"
    else:
        verdict = "equal"
    return {"quality_ratio": quality_ratio, "price_ratio": price_ratio, "verdict": verdict}
