"""Your function stops at an empty table with a division by zero. Without valid answers the overall score is missing (NaN), too.

Fails: nps_by_segment_faults
"""

import numpy as np


def nps_by_segment(survey):
    scores = survey["nps"]
    if ((scores < 0) | (scores > 10)).any():
        raise ValueError("score out of range")
    result = {}
    for name in [*survey["segment"].unique(), "all"]:
        part = scores if name == "all" else scores[survey["segment"] == name]
        part = part.dropna().tolist()
        if not part and name != "all":
            result[name] = np.nan
            continue
        net = sum(score >= 9 for score in part) - sum(score <= 6 for score in part)
        result[name] = 100 * net / len(part)
    return result
