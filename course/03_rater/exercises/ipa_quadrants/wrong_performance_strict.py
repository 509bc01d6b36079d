"""A performance equal to the mean counts as low here. By the convention of this lesson it is high.

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
