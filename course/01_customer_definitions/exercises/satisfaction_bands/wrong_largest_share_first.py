"""Your function puts the three shares in the order of their size. Begin with the dissatisfied and end with the delighted, whatever their shares.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""

import numpy as np


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = np.sign(pairs["perform"] - pairs["expect"])

    def b(g):
        if not len(g):
            return [np.nan] * 3
        v = (100 * g.value_counts(normalize=True)).tolist()
        return v + [0.0] * (3 - len(v))

    r = {s: b(gap[pairs["segment"] == s]) for s in survey["segment"].unique()}
    r["all"] = b(gap)
    return r
