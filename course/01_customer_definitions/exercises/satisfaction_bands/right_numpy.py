"""Numpy masks, the shares as arrays."""

import numpy as np


def satisfaction_bands(survey):
    expect = survey["expect"].to_numpy(dtype=float)
    perform = survey["perform"].to_numpy(dtype=float)
    valid = ~np.isnan(expect) & ~np.isnan(perform)
    groups = {name: survey["segment"].to_numpy() == name for name in set(survey["segment"])}
    groups["all"] = np.ones(len(survey), dtype=bool)
    result = {}
    for name, group in groups.items():
        gap = (perform - expect)[group & valid]
        if gap.size:
            result[name] = np.array([np.mean(gap < 0), np.mean(gap == 0), np.mean(gap > 0)]) * 100
        else:
            result[name] = np.full(3, np.nan)
    return result
