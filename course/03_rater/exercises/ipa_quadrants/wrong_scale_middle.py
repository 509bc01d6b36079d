"""Your function cuts at the middle of the scale. All scores are high here, so almost everything ends up in one corner: cut at the means instead.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    cut_imp, cut_perf = 5.5, 5.5
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
