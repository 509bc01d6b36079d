"""Your function treats values equal to the mean as low. In this lesson a value on the line counts as high.

Fails: ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    cut_imp, cut_perf = complete["imp"].mean(), complete["perf"].mean()
    names = {
        (True, False): "concentrate",
        (True, True): "keep_up",
        (False, False): "low_priority",
        (False, True): "overkill",
    }
    important = complete["imp"] > cut_imp
    strong = complete["perf"] > cut_perf
    return {
        attr: names[bool(high), bool(good)]
        for attr, high, good in zip(complete["attr"], important, strong)
    }
