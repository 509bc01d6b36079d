"""Your function reports dimensions that do not occur in the table. The task asks only for those that occur, and the total.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""

import numpy as np


def servqual_gaps(pairs):
    g = pairs["P"] - pairs["E"]
    t = g.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    r = {d: t[d].mean() if d in t else np.nan for d in "RATES"}
    r["total"] = t.mean(axis=1).mean()
    return r
