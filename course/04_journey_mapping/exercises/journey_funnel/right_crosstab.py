"""Crosses customers and stages, then fills backwards."""

import numpy as np
import pandas as pd

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]).difference(STAGES):
        raise ValueError("There is a stage that is not in STAGES.")
    if len(log) == 0:
        return {"reached": [0] * 5, "step": [np.nan] * 4, "overall": np.nan}
    seen = pd.crosstab(log["customer_id"], log["stage"]) > 0
    for stage in STAGES:
        if stage not in seen.columns:
            seen[stage] = False
    seen = seen[STAGES]
    for n in range(3, -1, -1):
        seen[STAGES[n]] = seen[STAGES[n]] | seen[STAGES[n + 1]]
    reached = seen.sum().tolist()
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] > 0 else np.nan
        for n in range(len(reached) - 1)
    ]
    return pd.Series({"reached": reached, "step": step, "overall": 100 * reached[4] / reached[0]})
