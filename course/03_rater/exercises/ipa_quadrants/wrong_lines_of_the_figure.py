"""Your function always uses the cut lines of the figure above. Work out both means from the table that is passed to it.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""

import numpy as np
import pandas as pd

from grading_helpers import data_path

cut = pd.read_csv(data_path("attributes.csv")).dropna()[["perf", "imp"]].mean()


def ipa_quadrants(attributes):
    complete = attributes.dropna()
    important, strong = complete["imp"] >= cut["imp"], complete["perf"] >= cut["perf"]
    cases = [important & strong, important, strong]
    names = np.select(cases, ["keep_up", "concentrate", "overkill"], "low_priority")
    return dict(zip(complete["attr"], names))
