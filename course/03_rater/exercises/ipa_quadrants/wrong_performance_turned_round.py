"""Your function takes low performance for high, and high for low. Check in the table of quadrants which side of it is which.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    important = complete["imp"] >= complete["imp"].mean()
    strong = complete["perf"] >= complete["perf"].mean()
    names = {
        (True, True): "concentrate",
        (True, False): "keep_up",
        (False, True): "low_priority",
        (False, False): "overkill",
    }
    return {
        attr: names[bool(high), bool(well)]
        for attr, high, well in zip(complete["attr"], important, strong)
    }
