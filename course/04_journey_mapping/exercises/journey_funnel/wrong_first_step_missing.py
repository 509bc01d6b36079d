"""Your steps start with a missing value. No stage comes before awareness, so there is no step to report for it.

Fails: journey_funnel_values, journey_funnel_edges
"""

import numpy as np
import pandas as pd

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    furthest = log["stage"].map(STAGES.index).groupby(log["customer_id"]).max()
    reached = pd.Series([int((furthest >= place).sum()) for place in range(5)])
    step = 100 * reached / reached.shift()
    overall = 100 * reached[4] / reached[0] if reached[0] else np.nan
    return {"reached": reached.tolist(), "step": step.tolist(), "overall": overall}
