"""Your function stops at an answer at one end of the scale, 0 or 10. Both ends are valid answers.

Fails: nps_by_segment_values
"""

import numpy as np


def nps_by_segment(survey):
    a = survey["nps"].dropna()
    if not a.between(1, 10).all():
        raise ValueError

    def n(s):
        s = s.dropna()
        return 100 * ((s >= 9).mean() - (s <= 6).mean()) if len(s) else np.nan

    return {k: n(g) for k, g in survey.groupby("segment")["nps"]} | {"all": n(survey["nps"])}
