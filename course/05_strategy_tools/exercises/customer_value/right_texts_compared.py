"""Writes both ratios out with three decimals and compares what is written."""


def customer_value(ratings, our_price, rival_price):
    known = ratings.query("us == us and rival == rival")
    total = sum(known["weight"])
    parts = zip(known["weight"], known["us"], known["rival"])
    quality = sum(w * ours / theirs for w, ours, theirs in parts) / total if total else None
    price = our_price / rival_price
    if quality is None:
        verdict = "unknown"
    elif f"{quality:.3f}" == f"{price:.3f}":
        verdict = "equal"
    else:
        verdict = "better value" if quality > price else "worse value"
    return {"verdict": verdict, "quality_ratio": quality, "price_ratio": price}
