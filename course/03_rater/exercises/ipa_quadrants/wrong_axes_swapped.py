"""Your function swaps the two axes, so important but weak attributes come out as overkill. Check in the table of quadrants which value is high in which corner.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    cut_imp, cut_perf = complete["imp"].mean(), complete["perf"].mean()
    names = {
        (True, False): "overkill",
        (True, True): "keep_up",
        (False, False): "low_priority",
        (False, True): "concentrate",
    }
    important = complete["imp"] >= cut_imp
    strong = complete["perf"] >= cut_perf
    return {
        attr: names[bool(high), bool(good)]
        for attr, high, good in zip(complete["attr"], important, strong)
    }
