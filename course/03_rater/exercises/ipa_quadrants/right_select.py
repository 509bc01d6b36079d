"""Names the quadrants with np.select."""

import numpy as np


def ipa_quadrants(attributes):
    table = attributes.dropna()
    high = table["imp"] >= table["imp"].mean()
    good = table["perf"] >= table["perf"].mean()
    names = np.select(
        [high & good, high, good], ["keep_up", "concentrate", "overkill"], "low_priority"
    )
    return dict(zip(table["attr"], names))
