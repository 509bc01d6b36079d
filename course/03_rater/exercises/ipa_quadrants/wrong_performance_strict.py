"""Your function treats a performance equal to the mean as low. In this lesson a value on the line counts as high.

Fails: ipa_quadrants_on_the_line
"""

import numpy as np


def ipa_quadrants(attributes):
    complete = attributes.dropna()
    cut = complete[["imp", "perf"]].mean()
    important, strong = complete["imp"] >= cut["imp"], complete["perf"] > cut["perf"]
    cases = [important & strong, important, strong]
    names = np.select(cases, ["keep_up", "concentrate", "overkill"], "low_priority")
    return dict(zip(complete["attr"], names))
