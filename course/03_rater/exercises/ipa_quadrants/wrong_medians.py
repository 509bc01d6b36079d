"""Your function cuts at the medians. The task asks for the means.

Fails: ipa_quadrants_values
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    cut_imp, cut_perf = complete["imp"].median(), complete["perf"].median()
    names = {
        (True, False): "concentrate",
        (True, True): "keep_up",
        (False, False): "low_priority",
        (False, True): "overkill",
    }
    important = complete["imp"] >= cut_imp
    strong = complete["perf"] >= cut_perf
    return {
        attr: names[bool(high), bool(good)]
        for attr, high, good in zip(complete["attr"], important, strong)
    }
