"""Your function compares performance directly with importance. They measure different things: compare each with its own mean.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""

import numpy as np


def ipa_quadrants(attributes):
    complete = attributes.dropna(subset=["imp", "perf"])
    weak = complete["perf"] < complete["imp"]
    return dict(zip(complete["attr"], np.where(weak, "concentrate", "keep_up")))
