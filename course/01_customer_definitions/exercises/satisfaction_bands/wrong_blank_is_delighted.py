"""Your function counts people with a missing rating as delighted, because a comparison with a blank is false. Only people who gave both ratings count.

Fails: satisfaction_bands_blanks
"""

import numpy as np


def satisfaction_bands(survey):
    lower = survey["perform"] < survey["expect"]
    equal = survey["perform"] == survey["expect"]
    band = np.select([lower, equal], [0, 1], 2)
    groups = {name: band[survey["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = band
    return {
        name: [100 * (group == place).mean() if len(group) else np.nan for place in range(3)]
        for name, group in groups.items()
    }
