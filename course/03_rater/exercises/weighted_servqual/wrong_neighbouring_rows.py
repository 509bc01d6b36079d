"""Your function treats only consecutive rows as one person. Collect all rows of a person, wherever they are in the table.

Fails: weighted_servqual_values
"""

from itertools import groupby

import numpy as np


def weighted_servqual(weights):
    scores, rejected = [], 0
    for _, group in groupby(weights.itertuples(), key=lambda row: row.resp):
        rows = list(group)
        if sum(row.points for row in rows) == 100:
            scores.append(sum(row.points / 100 * row.gap for row in rows))
        else:
            rejected += 1
    return {"score": np.mean(scores) if scores else np.nan, "rejected": rejected}
