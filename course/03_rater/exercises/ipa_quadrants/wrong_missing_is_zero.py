"""Your function treats a missing value as 0, as if the attribute had been rated very low. Leave incomplete attributes out of the means and out of the result.

Fails: ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.fillna(0)
    cut_imp, cut_perf = complete["imp"].mean(), complete["perf"].mean()
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
