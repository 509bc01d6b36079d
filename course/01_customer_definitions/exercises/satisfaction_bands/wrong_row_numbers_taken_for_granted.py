"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: satisfaction_bands_blanks
"""

import numpy as np


def satisfaction_bands(survey):
    counts = {segment: [0, 0, 0] for segment in survey["segment"].unique()} | {"all": [0, 0, 0]}
    for i in range(len(survey)):
        gap = survey["perform"][i] - survey["expect"][i]
        if not np.isnan(gap):
            counts[survey["segment"][i]][int(np.sign(gap)) + 1] += 1
            counts["all"][int(np.sign(gap)) + 1] += 1
    return {
        name: [100 * count / sum(three) if sum(three) else np.nan for count in three]
        for name, three in counts.items()
    }
