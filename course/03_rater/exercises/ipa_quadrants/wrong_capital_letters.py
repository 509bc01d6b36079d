"""The names of the quadrants begin with capital letters. They are concentrate, keep_up, low_priority and overkill.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""

import numpy as np


def ipa_quadrants(attributes):
    complete = attributes.dropna()
    cut = complete[["imp", "perf"]].mean()
    important, strong = complete["imp"] >= cut["imp"], complete["perf"] >= cut["perf"]
    cases = [important & strong, important, strong]
    names = np.select(cases, ["Keep_up", "Concentrate", "Overkill"], "Low_priority")
    return dict(zip(complete["attr"], names))
