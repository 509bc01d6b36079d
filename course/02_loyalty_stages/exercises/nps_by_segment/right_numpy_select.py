"""Works with numpy arrays and nanmean."""

import warnings

import numpy as np


def nps_by_segment(survey):
    segments = survey["segment"].to_numpy()
    scores = survey["nps"].to_numpy(dtype=float)
    if (scores > 10).any() or (scores < 0).any():
        raise ValueError("score out of range")
    steps = np.select([np.isnan(scores), scores > 8, scores < 7], [np.nan, 100.0, -100.0], 0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = {name: np.nanmean(steps[segments == name]) for name in set(segments)}
        return result | {"all": np.nanmean(steps) if len(steps) else np.nan}
