"""The means are rounded before the cut, so attributes close to a line change sides. Round only what you show.

Fails: ipa_quadrants_values
"""

import numpy as np


def ipa_quadrants(attributes):
    complete = attributes.dropna()
    cut = complete[["imp", "perf"]].mean().round(1)
    important, strong = complete["imp"] >= cut["imp"], complete["perf"] >= cut["perf"]
    cases = [important & strong, important, strong]
    names = np.select(cases, ["keep_up", "concentrate", "overkill"], "low_priority")
    return dict(zip(complete["attr"], names))
