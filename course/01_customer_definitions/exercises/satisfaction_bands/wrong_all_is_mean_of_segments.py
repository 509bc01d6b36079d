"""Your function gets the segments right, but its "all" is the mean of their shares. A small segment must not count as much as a large one.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""

import numpy as np


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    result = {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
    result["all"] = list(np.nanmean(np.array(list(result.values()) or [[np.nan] * 3]), axis=0))
    return result
