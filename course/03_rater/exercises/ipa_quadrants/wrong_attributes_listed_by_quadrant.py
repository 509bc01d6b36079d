"""Your function uses the quadrants as keys. The task asks for the attributes as keys, with the quadrant of each as its value.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    complete = attributes.dropna()
    important = complete["imp"] >= complete["imp"].mean()
    strong = complete["perf"] >= complete["perf"].mean()
    return {
        "concentrate": list(complete.loc[important & ~strong, "attr"]),
        "keep_up": list(complete.loc[important & strong, "attr"]),
        "low_priority": list(complete.loc[~important & ~strong, "attr"]),
        "overkill": list(complete.loc[~important & strong, "attr"]),
    }
