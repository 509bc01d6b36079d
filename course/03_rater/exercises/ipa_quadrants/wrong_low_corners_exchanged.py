"""Your function swaps the two corners of low importance. Check in the table of quadrants which of them goes with low performance.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    cut_imp, cut_perf = complete["imp"].mean(), complete["perf"].mean()
    names = {
        (True, False): "concentrate",
        (True, True): "keep_up",
        (False, False): "overkill",
        (False, True): "low_priority",
    }
    important = complete["imp"] >= cut_imp
    strong = complete["perf"] >= cut_perf
    return {
        attr: names[bool(high), bool(good)]
        for attr, high, good in zip(complete["attr"], important, strong)
    }
