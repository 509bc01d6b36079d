"""Your function counts everyone below 9 as a detractor. A 7 and an 8 are passive.

Fails: nps_by_segment_values, nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    a = survey["nps"].dropna()
    if not a.between(0, 10).all():
        raise ValueError

    def n(s):
        s = s.dropna()
        return 100 * ((s >= 9).mean() - (s < 9).mean()) if len(s) else np.nan

    return {k: n(g) for k, g in survey.groupby("segment")["nps"]} | {"all": n(survey["nps"])}
