"""Your function cuts importance half-way between its lowest and its highest value. The task asks for the mean.

Fails: ipa_quadrants_values
"""

import numpy as np


def ipa_quadrants(attributes):
    d = attributes.dropna(subset=["imp", "perf"])
    i = d["imp"] >= (d["imp"].min() + d["imp"].max()) / 2
    p = d["perf"] >= d["perf"].mean()
    names = np.select(
        [i & ~p, i & p, ~i & ~p], ["concentrate", "keep_up", "low_priority"], "overkill"
    )
    return dict(zip(d["attr"], names))
