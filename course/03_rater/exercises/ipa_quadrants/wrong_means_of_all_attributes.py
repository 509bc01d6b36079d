"""Your function includes incomplete attributes in the means. Leave them out before you take the means.

Fails: ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    cut_imp, cut_perf = attributes["imp"].mean(), attributes["perf"].mean()
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
