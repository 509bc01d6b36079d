"""Your function drops the minus sign of the score. A negative score means that there are more detractors than promoters.

Fails: nps_by_segment_values, nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    a = survey["nps"].dropna()
    if not a.between(0, 10).all():
        raise ValueError

    def n(s):
        s = s.dropna()
        return abs(100 * ((s >= 9).mean() - (s <= 6).mean())) if len(s) else np.nan

    return {k: n(g) for k, g in survey.groupby("segment")["nps"]} | {"all": n(survey["nps"])}
