"""Your function gives NaN where a segment has an impossible answer. That hides a fault in the data, so raise a ValueError instead.

Fails: nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    def n(s):
        s = s.dropna()
        if not len(s) or not s.between(0, 10).all():
            return np.nan
        return 100 * ((s >= 9).mean() - (s <= 6).mean())

    return {k: n(g) for k, g in survey.groupby("segment")["nps"]} | {"all": n(survey["nps"])}
