"""Your function leaves passives out of the base. They are neither promoters nor detractors, but every valid answer counts in the denominator.

Fails: nps_by_segment_values, nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    a = survey["nps"].dropna()
    if not a.between(0, 10).all():
        raise ValueError

    def n(s):
        p, d = (s >= 9).sum(), (s <= 6).sum()
        return 100 * (p - d) / (p + d) if p + d else (0.0 if s.notna().any() else np.nan)

    return {k: n(g) for k, g in survey.groupby("segment")["nps"]} | {"all": n(survey["nps"])}
