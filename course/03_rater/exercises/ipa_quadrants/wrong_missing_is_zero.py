"""A missing performance is read as 0, which makes an unrated attribute the worst of all and moves the cut. Leave it out.

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
