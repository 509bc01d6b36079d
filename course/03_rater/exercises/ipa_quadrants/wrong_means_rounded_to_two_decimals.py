"""Your function rounds the means to two decimal places before it compares values with them, so attributes close to a line may change sides. Compare with the unrounded means.

Fails: ipa_quadrants_values
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    important = complete["imp"] >= round(complete["imp"].mean(), 2)
    strong = complete["perf"] >= round(complete["perf"].mean(), 2)
    names = {
        (True, False): "concentrate",
        (True, True): "keep_up",
        (False, False): "low_priority",
        (False, True): "overkill",
    }
    rows = zip(complete["attr"], important, strong)
    return {attr: names[bool(high), bool(good)] for attr, high, good in rows}
